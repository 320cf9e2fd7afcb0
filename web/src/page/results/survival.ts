import { bandWidth, type Curve, survivalChart } from "../../chart/survival";
import type { Report } from "../../wire.gen";
import { byId, h, svg } from "../dom";
import { duration, number, percent, percentDecimals } from "../format";
import { poolLabel } from "../pool-label";

/** More curves than this cannot be told apart; the table has all of them. */
const mostCurves = 8;

let redraw: (() => void) | undefined;
let observer: ResizeObserver | undefined;

/** Shows the survival curve of each pool (the eight likeliest to be liquidated), a legend, and the table behind it. */
export function renderSurvival(report: Report, currency: string): void {
  const pools = report.liquidation.pools;
  const place = byId("survival");
  if (pools.length === 0) {
    redraw = undefined;
    place.replaceChildren(h("p", { class: "empty" }, "No pool holds a position or owes a debt."));
    return;
  }
  const curves = pools.map((pool) => ({
    label: poolLabel(pool.name, currency, report.margin.pools),
    ...pool.survival,
  }));
  const order = [...curves.keys()]
    .sort((a, b) => last(curves[a]) - last(curves[b]))
    .slice(0, mostCurves)
    .sort((a, b) => a - b);
  const drawn = curves.length <= mostCurves ? curves : order.flatMap((i) => curves[i] ?? []);
  const open = place.querySelector("details")?.open ?? false;
  const holder = h("div", { class: "chart-holder" });
  const label =
    `Chance that each pool is still open over ${duration(report.provenance.horizonHours)}. ` +
    drawn.map((curve) => `${curve.label} ends at ${percent(last(curve), 1)}`).join("; ");
  place.replaceChildren(holder, legend(drawn), h("details", { open }, h("summary", {}, "Table"), table(curves)));
  redraw = () => holder.replaceChildren(survivalChart(drawn, Math.max(280, Math.floor(holder.clientWidth)), label));
  redraw();
  observer ??= new ResizeObserver(() => redraw?.());
  observer.observe(place);
}

function last(curve: Curve | undefined): number {
  return curve?.probability.at(-1) ?? 1;
}

function legend(curves: readonly Curve[]): HTMLElement {
  return h(
    "ul",
    { class: "legend" },
    ...curves.map((curve, i) =>
      h(
        "li",
        {},
        svg(
          "svg",
          { class: "key", viewBox: "0 0 22 8", "aria-hidden": "true" },
          svg("path", { class: `line series-${i}`, d: "M0 4h22" }),
        ),
        curve.label,
      ),
    ),
  );
}

/** Every point, at the hours of the first curve: all pools share one grid. */
function table(curves: readonly Curve[]): HTMLElement {
  const hours = curves[0]?.hours ?? [];
  const cell = (curve: Curve, i: number): string => {
    const error = bandWidth * (curve.stdErr[i] ?? 0);
    const decimals = percentDecimals(curve.stdErr[i] ?? 0);
    return error > 0
      ? `${percent(curve.probability[i] ?? 1, decimals)} ± ${percent(error, decimals)}`
      : percent(curve.probability[i] ?? 1, 0);
  };
  return h(
    "div",
    { class: "scroll tall", tabindex: "0", role: "region", "aria-label": "Survival table" },
    h(
      "table",
      { class: "data" },
      h(
        "thead",
        {},
        h("tr", {}, h("th", { scope: "col" }, "Hours"), ...curves.map(({ label }) => h("th", { scope: "col" }, label))),
      ),
      h(
        "tbody",
        {},
        ...hours.map((hour, i) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, number(hour, { maximumFractionDigits: 2 })),
            ...curves.map((curve) => h("td", {}, cell(curve, i))),
          ),
        ),
      ),
    ),
  );
}

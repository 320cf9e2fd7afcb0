import { barTop, intervalBar } from "../../chart/interval-bar";
import { stepDecimals } from "../../chart/scale";
import type { Report } from "../../wire.gen";
import { byId, h } from "../dom";
import { interval, number, percent, probability } from "../format";
import { levelBadge } from "../pool-level";
import { isLoan, poolLabel } from "../pool-label";
import { sensitivityLines } from "./sensitivity";

function when(medianHours: number, now: boolean): string {
  if (now) return "liquidatable now";
  return `liquidated within ${number(medianHours, { maximumSignificantDigits: 3 })} hours in half of all cases`;
}

/** Shows the liquidation probability of every pool as a bar with its interval, and that of all pools together. */
export function renderPools(report: Report, currency: string): void {
  const { pools, all } = report.liquidation;
  if (pools.length === 0) {
    byId("pools").replaceChildren(h("p", { class: "empty" }, "No pool holds a position or owes a debt."));
    return;
  }
  const top = barTop(pools.map((pool) => pool.probability));
  const liquidatable = new Set(report.margin.pools.flatMap((pool) => (pool.liquidatable ? [pool.name] : [])));
  const states = new Map(report.margin.pools.map((pool) => [pool.name, levelBadge(pool)]));
  const rows = pools.map((pool, i) => {
    const p = pool.probability;
    return h(
      "tr",
      {},
      h("th", { scope: "row" }, poolLabel(pool.name, currency, report.margin.pools), states.get(pool.name)),
      h("td", { class: "bar-cell" }, intervalBar(p.value, p.low, p.high, top, i % 8)),
      h("td", { class: "figure" }, probability(p)),
      h("td", { class: "figure muted" }, p.method === "exact" ? "exact" : interval(p)),
    );
  });
  byId("pools").replaceChildren(
    h(
      "table",
      { class: "bars" },
      h(
        "thead",
        { class: "visually-hidden" },
        h("tr", {}, ...["Pool", "Bar", "Probability", "95% interval"].map((name) => h("th", { scope: "col" }, name))),
      ),
      h("tbody", {}, ...rows),
    ),
    h(
      "p",
      { class: "hint scale" },
      `Bars end at ${percent(top, stepDecimals(top))}.`,
      pools.length > 1 && ` All ${pools.length} pools liquidated: ${probability(all)}.`,
    ),
    ...sensitivityLines(report),
    ...pools.flatMap(({ name, medianHoursToLiquidation: median }) =>
      median === null
        ? []
        : [
            h(
              "p",
              { class: "hint" },
              `${poolLabel(name, currency, report.margin.pools)}: ${when(median.value, liquidatable.has(name))}.`,
            ),
          ],
    ),
    h(
      "p",
      { class: "hint" },
      report.margin.pools.every(isLoan)
        ? "A loan is liquidated when its health factor falls below 1."
        : "A pool is liquidated on its own: the cross wallet with all its positions, or one isolated position.",
    ),
  );
}

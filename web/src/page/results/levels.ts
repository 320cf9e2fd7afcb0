import { type LevelAxis, type LevelChart, levelChart } from "../../chart/level-chart";
import { bandWidth, type LevelCurve, shownPart } from "../../chart/level-curve";
import type { PoolLiquidation, Report } from "../../wire.gen";
import { byId, h } from "../dom";
import { keepFocus } from "../focus";
import { number, percent, percentDecimals } from "../format";
import { poolLabel } from "../pool-label";
import { money, type Target, targetSentence, targetsOf, times } from "./targets";

/** One chart with what is read off it. */
interface View {
  curve: LevelCurve;
  axis: LevelAxis;
  title: string;
  /** Says a level in words, such as "add 420 USDT". */
  words: (level: number) => string;
}

let chosen = ""; // the pool that is shown, by name: it stays while its owner edits
let redraw: (() => void) | undefined;
let observer: ResizeObserver | undefined;

/** Shows for one pool at a time how the chance of liquidation falls with collateral and rises with leverage. */
export function renderLevels(report: Report, currency: string): void {
  const place = byId("levels");
  const pools = report.liquidation.pools.filter(({ collateral }) => collateral !== undefined);
  redraw = undefined;
  if (pools.length === 0) {
    const discrete = report.provenance.monitoring !== "continuous";
    const why = discrete
      ? "Not computed where margin is checked at intervals."
      : "No pool of this account is made safer or riskier by collateral.";
    place.replaceChildren(h("p", { class: "empty" }, why));
    return;
  }
  const riskiest = pools.reduce((a, b) => (b.probability.value > a.probability.value ? b : a));
  const pool = pools.find(({ name }) => name === chosen) ?? riskiest;
  const series = Math.max(0, report.liquidation.pools.indexOf(pool)) % 8;
  const again = (name: string): void => {
    chosen = name;
    renderLevels(report, currency);
  };
  const holder = h("div", { class: "level-charts" });
  const open = [...place.querySelectorAll("details")].map((details) => details.open);
  const parts = viewsOf(pool, currency).map((view, i) =>
    part(view, poolLabel(pool.name, currency, report.margin.pools), series, open[i] ?? false),
  );
  holder.replaceChildren(...parts.map(({ element }) => element));
  keepFocus(() =>
    place.replaceChildren(
      ...choice(pools, pool, (name) => poolLabel(name, currency, report.margin.pools), again),
      sentences(pool, poolLabel(pool.name, currency, report.margin.pools), currency),
      holder,
    ),
  );
  redraw = () => parts.forEach(({ draw }) => draw());
  redraw();
  observer ??= new ResizeObserver(() => redraw?.());
  observer.observe(place);
}

function viewsOf(pool: PoolLiquidation, currency: string): View[] {
  const views: View[] = [];
  const { collateral, leverage } = pool;
  if (collateral)
    views.push({
      curve: collateralCurve(collateral),
      axis: { name: `${currency} added to the pool`, logarithmic: false, format: signed, now: 0 },
      title: "Against collateral",
      words: (level) =>
        level === 0 ? "as it is now" : `${level > 0 ? "add" : "take out"} ${money(Math.abs(level), currency)}`,
    });
  if (leverage) {
    // The present leverage is where nothing is added: its probability is the pool's own.
    const now = leverage.leverage[leverage.probability.indexOf(pool.probability.value)] ?? NaN;
    views.push({
      curve: leverageCurve(leverage),
      axis: { name: "leverage: gross notional / equity", logarithmic: true, format: (at) => `${number(at)}×`, now },
      title: "Against leverage",
      words: (level) => (level === now ? `as it is now, ${times(level)}` : `leverage ${times(level)}`),
    });
  }
  return views;
}

function collateralCurve(curve: NonNullable<PoolLiquidation["collateral"]>): LevelCurve {
  return { ...curve, levels: curve.added, along: (level) => level };
}

function leverageCurve(curve: NonNullable<PoolLiquidation["leverage"]>): LevelCurve {
  return { ...curve, levels: curve.leverage, along: (level) => 1 / level };
}

/** A choice between pools, where there are several. */
function choice(
  pools: readonly PoolLiquidation[],
  now: PoolLiquidation,
  labelOf: (name: string) => string,
  choose: (name: string) => void,
): HTMLElement[] {
  if (pools.length < 2) return [];
  const option = ({ name }: PoolLiquidation): HTMLElement =>
    h(
      "label",
      {},
      h("input", {
        type: "radio",
        name: "levels-pool",
        value: name,
        checked: name === now.name,
        "data-focus": `levels-${name}`,
        onchange: () => choose(name),
      }),
      h("span", {}, labelOf(name)),
    );
  return [
    h(
      "div",
      { class: "segments wide", role: "radiogroup", "aria-label": "Pool" },
      ...pools.map((pool) => option(pool)),
    ),
  ];
}

/** What it takes to get to usual probabilities. */
function sentences(pool: PoolLiquidation, label: string, currency: string): HTMLElement {
  if (!pool.collateral) return h("p", {});
  const found = targetsOf(collateralCurve(pool.collateral), pool.leverage && leverageCurve(pool.leverage));
  const now = percent(pool.probability.value, percentDecimals(pool.probability.stdErr));
  const item = (target: Target): HTMLElement => {
    const [aim = "", ...rest] = targetSentence(target, currency).split(/(?<=:)/);
    return h("li", {}, h("b", {}, aim), rest.join(""));
  };
  return h("div", { class: "targets" }, h("p", {}, `${label}: ${now} now.`), h("ul", {}, ...found.map(item)));
}

/** A chart, the reading below it and its table. Arrow keys and the pointer move the reading along the curve. */
function part(view: View, pool: string, series: number, open: boolean): { element: HTMLElement; draw: () => void } {
  const { curve, axis, title, words } = view;
  const now = Math.max(0, curve.levels.indexOf(axis.now));
  const shown = shownPart(curve, now);
  const drawn = cut(curve, shown.first, shown.last);
  const last = drawn.levels.length - 1;
  let at = now - shown.first;
  let chart: LevelChart | undefined;
  const reading = h("p", { class: "reading-text" });
  const holder = h("div", {
    class: "chart-holder level",
    role: "slider",
    tabindex: 0,
    "aria-label": `${title}, ${pool}: the chance of liquidation`,
    "aria-valuemin": 0,
    "aria-valuemax": last,
    "data-focus": `read ${title}`,
  });
  const show = (i: number): void => {
    at = Math.min(last, Math.max(0, i));
    const said = `${words(drawn.levels[at] ?? 0)}: ${chance(drawn, at)}`;
    reading.textContent = said.charAt(0).toUpperCase() + said.slice(1);
    holder.setAttribute("aria-valuenow", String(at));
    holder.setAttribute("aria-valuetext", said);
    chart?.mark(at);
  };
  const follow = (event: Event): void => show(chart?.nearest((event as PointerEvent).clientX) ?? at);
  holder.addEventListener("pointermove", follow);
  holder.addEventListener("pointerdown", follow);
  holder.addEventListener("keydown", (event) => {
    const steps: Record<string, number> = {
      ArrowLeft: -1,
      ArrowDown: -1,
      ArrowRight: 1,
      ArrowUp: 1,
      PageDown: -5,
      PageUp: 5,
    };
    const to = event.key === "Home" ? 0 : event.key === "End" ? last : at + (steps[event.key] ?? NaN);
    if (Number.isNaN(to)) return;
    event.preventDefault();
    show(to);
  });
  const draw = (): void => {
    chart = levelChart(drawn, axis, Math.max(260, Math.floor(holder.clientWidth)), series);
    holder.replaceChildren(chart.element);
    show(at);
  };
  const element = h(
    "div",
    {},
    h("h3", {}, title),
    holder,
    reading,
    h("details", { open }, h("summary", {}, "Table"), table(view)),
  );
  return { element, draw };
}

/** The points of a curve from first to last. */
function cut(curve: LevelCurve, first: number, last: number): LevelCurve {
  const part = (values: readonly number[]): number[] => values.slice(first, last + 1);
  return {
    ...curve,
    levels: part(curve.levels),
    probability: part(curve.probability),
    stdErr: part(curve.stdErr),
  };
}

function chance({ probability, stdErr }: LevelCurve, i: number): string {
  const [p = 0, e = 0] = [probability[i], stdErr[i]];
  const decimals = e > 0 ? percentDecimals(e) : p < 0.001 || p > 0.999 ? 5 : 2;
  return e > 0 ? `${percent(p, decimals)} ± ${percent(bandWidth * e, decimals)}` : percent(p, decimals);
}

function signed(value: number): string {
  return number(value, { signDisplay: "exceptZero", notation: "compact", maximumSignificantDigits: 3 });
}

function table({ curve, axis, title, words }: View): HTMLElement {
  const off = percent(curve.interpolation, percentDecimals(curve.interpolation));
  return h(
    "div",
    {},
    curve.interpolation > 1e-9 &&
      h("p", { class: "hint" }, `A few levels are simulated; between them the curve may be off by at most ${off}.`),
    h(
      "div",
      { class: "scroll tall", tabindex: "0", role: "region", "aria-label": `${title}, table` },
      h(
        "table",
        { class: "data" },
        h(
          "thead",
          {},
          h("tr", {}, h("th", { scope: "col" }, axis.name), h("th", { scope: "col" }, "Chance of liquidation")),
        ),
        h(
          "tbody",
          {},
          ...curve.levels.map((level, i) =>
            h("tr", {}, h("th", { scope: "row" }, words(level)), h("td", {}, chance(curve, i))),
          ),
        ),
      ),
    ),
  );
}

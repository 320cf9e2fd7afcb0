import { barTop, intervalBar } from "../../chart/interval-bar";
import { stepDecimals } from "../../chart/scale";
import type { Comparison } from "../../wire.gen";
import { byId, h, put } from "../dom";
import { interval, percent, points, probability } from "../format";
import { armsOf, differencesOf, verdictOf } from "./arms";
import { soFar } from "./so-far";

/** Shows P(any liquidation) of the same capital as given, all on cross and all isolated, and the differences with their errors. */
export function renderComparison(comparison: Comparison): void {
  const { verdict, provenance } = comparison;
  const rough = soFar(provenance);
  const trades = comparison.modes.asGiven?.margin.pools.some(({ positions }) => positions.length > 0) ?? true;
  byId("compare-card").hidden = !trades; // loans have no margin mode
  const arms = armsOf(comparison);
  const differences = differencesOf(arms, comparison.differences);
  const top = barTop(arms.map(({ any }) => any));
  const open = byId("compare").querySelector("details")?.open ?? false;
  put(
    byId("compare"),
    h(
      "table",
      { class: "bars" },
      h(
        "thead",
        { class: "visually-hidden" },
        h(
          "tr",
          {},
          ...["Mode", "Bar", "P(any liquidation)", "95% interval"].map((name) => h("th", { scope: "col" }, name)),
        ),
      ),
      h(
        "tbody",
        {},
        ...arms.map(({ label, modes, any }) =>
          h(
            "tr",
            { class: arms.length > 1 && modes.includes(verdict.mode) ? "best" : undefined },
            h("th", { scope: "row" }, label),
            h(
              "td",
              { class: "bar-cell" },
              intervalBar(any.value, any.low, any.high, top, modes[0] === "asGiven" ? 0 : 8),
            ),
            h("td", { class: "figure" }, probability(any)),
            h("td", { class: "figure muted" }, any.method === "exact" ? "exact" : interval(any)),
          ),
        ),
      ),
    ),
    h("p", { class: "hint scale" }, `Bars end at ${percent(top, stepDecimals(top))}.${rough && ` An ${rough}.`}`),
    differences.length > 0 &&
      h(
        "dl",
        { class: "differences" },
        ...differences.flatMap(({ words, any }) => [h("dt", {}, words), h("dd", {}, points(any))]),
      ),
    h("p", { class: "verdict" }, verdictOf(arms, verdict.mode)),
    verdict.because.length > 0 &&
      h(
        "details",
        { open },
        h("summary", {}, "In words"),
        h("ul", { class: "warnings" }, ...verdict.because.map((sentence) => h("li", {}, sentence))),
      ),
  );
}

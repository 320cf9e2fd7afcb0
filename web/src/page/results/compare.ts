import { intervalBar, scaleTop } from "../../chart/interval-bar";
import type { Comparison, Mode } from "../../wire.gen";
import { byId, h, put } from "../dom";
import { interval, points, probability } from "../format";

const names: Record<string, string> = { asGiven: "As given", cross: "All cross", isolated: "All isolated" };

/** Shows P(any liquidation) of the same capital as given, all on cross and all isolated, and the differences with their errors. */
export function renderComparison(comparison: Comparison): void {
  const { modes, differences, verdict } = comparison;
  const shown = (["asGiven", "cross", "isolated"] as const)
    .map((name) => [name, modes[name]] as const)
    .filter((pair): pair is readonly ["asGiven" | "cross" | "isolated", Mode] => pair[1] !== undefined);
  const top = scaleTop(Math.max(...shown.map(([, { any }]) => Math.max(any.high, any.value))));
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
        ...shown.map(([name, { any }]) =>
          h(
            "tr",
            { class: name === verdict.mode ? "best" : undefined },
            h("th", { scope: "row" }, names[name] ?? name),
            h("td", { class: "bar-cell" }, intervalBar(any.value, any.low, any.high, top, name === "asGiven" ? 0 : 8)),
            h("td", { class: "figure" }, probability(any)),
            h("td", { class: "figure muted" }, any.method === "exact" ? "exact" : interval(any)),
          ),
        ),
      ),
    ),
    h(
      "dl",
      { class: "differences" },
      ...differences.flatMap(({ a, b, any }) => [
        h("dt", {}, `${names[a] ?? a} minus ${(names[b] ?? b).toLowerCase()}`),
        h("dd", {}, points(any)),
      ]),
    ),
    h(
      "p",
      { class: "verdict" },
      "Least likely to be liquidated: ",
      h("strong", {}, (names[verdict.mode] ?? verdict.mode).toLowerCase()),
      ".",
    ),
    verdict.because.length > 0 &&
      h(
        "details",
        { open },
        h("summary", {}, "In words"),
        h("ul", { class: "warnings" }, ...verdict.because.map((sentence) => h("li", {}, sentence))),
      ),
  );
}

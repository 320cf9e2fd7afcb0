import type { Report } from "../../wire.gen";
import { byId } from "../dom";
import { duration, interval, number, probability } from "../format";

/** Shows P(any pool liquidated within the horizon) with its interval; says it to screen readers unless a better one follows. */
export function renderHeadline(report: Report, first: boolean): void {
  const { any } = report.liquidation;
  const within = duration(report.provenance.horizonHours);
  const figure = probability(any);
  const error = any.method === "exact" ? "exact" : `95% interval ${interval(any)}, simulation error only`;
  const rough = first ? ` · first estimate, ${number(report.provenance.paths)} paths` : "";
  byId("headline").replaceChildren(figure);
  byId("headline-interval").replaceChildren(`within ${within} · ${error}${rough}`);
  byId("answer").dataset["level"] = any.value >= 0.2 ? "high" : any.value >= 0.05 ? "raised" : "low";
  if (!first) byId("live").replaceChildren(`${figure} chance that any pool is liquidated within ${within}; ${error}.`);
}

/** Says why there is no figure, if there has not been one yet. */
export function noAnswerYet(why: string): void {
  if (byId("answer").dataset["level"] === undefined) byId("headline-interval").replaceChildren(`No answer yet. ${why}`);
}

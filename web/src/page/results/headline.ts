import type { Estimate, Report } from "../../wire.gen";
import { beyondModel } from "../age";
import { byId } from "../dom";
import { duration, interval, probability } from "../format";
import { soFar } from "./so-far";

/** Shows P(any pool liquidated within the horizon) with its interval; says it to screen readers unless a better one follows. */
export function renderHeadline(report: Report): void {
  const { any } = report.liquidation;
  const within = duration(report.provenance.horizonHours);
  const figure = probability(any);
  const error = any.method === "exact" ? "exact" : `95% interval ${interval(any)}, simulation error only`;
  const rough = any.method === "exact" ? "" : soFar(report.provenance);
  byId("headline").replaceChildren(figure);
  const parts = [`within ${within}`, error, steps(any), rough, beyondModel(any.value)];
  byId("headline-interval").replaceChildren(parts.filter((part) => part !== "").join(" · "));
  byId("answer").dataset["level"] = any.value >= 0.2 ? "high" : any.value >= 0.05 ? "raised" : "low";
  if (!rough) byId("live").replaceChildren(`${figure} chance that any pool is liquidated within ${within}; ${error}.`);
}

/** Says by how much the steps of paths may move an estimate, where that is more than its interval says. */
export function steps({ discretisation = 0, low, high }: Estimate): string {
  if (discretisation <= (high - low) / 2) return "";
  return `steps of paths may move it by ${(100 * discretisation).toPrecision(2)} points`;
}

/** Says why there is no figure, if there has not been one yet. */
export function noAnswerYet(why: string): void {
  if (byId("answer").dataset["level"] === undefined) byId("headline-interval").replaceChildren(`No answer yet. ${why}`);
}

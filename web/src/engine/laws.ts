import type { Scenario } from "../wire.gen";

/** The laws of prices that one step takes to the horizon. The engine that a page loads first has these; the others are in one of its own. */
const inOneStep = new Set<string>(["gbm", "vol-mixture", "student-t"]);

/** Reports whether a document asks for a law that is followed in steps, for itself or, as one with a history may, beside its own. */
export function inSteps({ market }: Scenario): boolean {
  const model = market?.model;
  if (!model) return false;
  return !inOneStep.has(model.kind) || "history" in model;
}

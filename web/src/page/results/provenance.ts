import type { Provenance } from "../../wire.gen";
import { byId } from "../dom";
import { number } from "../format";
import { earlierRounds } from "./so-far";

const models: Record<string, string> = {
  gbm: "geometric Brownian motion: no jumps",
  "vol-mixture": "one random multiplier of all volatilities per path, no jumps",
  "student-t": "Student's t returns, one random multiplier of all volatilities at a time, no jumps",
  garch: "variances that follow from day to day, no jumps",
  regime: "calm or under stress by turns, no jumps",
  bootstrap: "past moves in blocks of days, scaled to the volatility now",
  "filtered-historical": "past moves over the volatility forecast for them, times that now",
  merton: "geometric Brownian motion with jumps at random times",
};

/** Says from what and how the numbers were made, so that anyone can make them again. */
export function renderProvenance(provenance: Provenance): void {
  const { engine, input, seed, paths, steps, model, method } = provenance;
  byId("provenance").replaceChildren(
    `Model: ${models[model] ?? model}. ${number(paths)} paths of ${number(steps)} steps${earlierRounds(provenance)}, seed ${seed}, method ${method}. ` +
      `Engine ${engine}, input ${input.slice(0, 19)}.`,
  );
}

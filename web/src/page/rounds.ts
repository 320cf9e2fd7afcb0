import type { Scenario } from "../wire.gen";

/** One pass over the same question. */
export interface Round {
  scenario: Scenario;
  /** Shown beside the progress bar. */
  stage: string;
  /** Whether a longer round follows. */
  first: boolean;
  /** Progress of all rounds when this one begins and when it ends, in [0,1]. */
  from: number;
  to: number;
}

/** Paths of the first round: an answer well within a second. */
export const firstPaths = 1024;

/** What the engine takes where a scenario gives no number of paths. */
const defaultPaths = 4096;

/**
 * Splits a computation into rounds: a short one, so that something true is shown at once, and the one that was asked
 * for. A scenario that is short already has one round.
 */
export function roundsOf(scenario: Scenario): Round[] {
  const paths = scenario.simulation?.paths ?? defaultPaths;
  const asked = { scenario, stage: "Simulating", first: false, from: 0, to: 1 };
  if (typeof paths !== "number" || !(paths > 2 * firstPaths)) return [asked];
  const share = firstPaths / (firstPaths + paths);
  const short = { ...scenario, simulation: { ...scenario.simulation, paths: firstPaths } };
  return [
    { scenario: short, stage: "First estimate", first: true, from: 0, to: share },
    { ...asked, stage: "Refining", from: share },
  ];
}

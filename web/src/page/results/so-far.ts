import type { Provenance } from "../../wire.gen";
import { number } from "../format";

/** Says that a better answer follows, or nothing. */
export function soFar({ preliminary, paths }: Pick<Provenance, "preliminary" | "paths">): string {
  return preliminary ? `estimate so far, ${number(paths)} paths` : "";
}

/** Says which rounds decided how many paths the answer has, or nothing. */
export function earlierRounds({ rounds = [] }: Pick<Provenance, "rounds">): string {
  const earlier = rounds.slice(0, -1).map((paths) => number(paths));
  return earlier.length > 0 ? `, after rounds of ${earlier.join(", ")} that showed how many it takes` : "";
}

import { expect, test } from "vitest";
import { armsOf, differencesOf, verdictOf } from "../src/page/results/arms";
import type { Comparison, Estimate } from "../src/wire.gen";

const estimate = (value: number, stdErr: number): Estimate => ({
  value,
  stdErr,
  low: value - 2 * stdErr,
  high: value + 2 * stdErr,
  confidence: 0.95,
  method: stdErr === 0 ? "exact" : "rqmc+bridge",
});

/** A comparison whose differences are those of the values; equal values differ by exactly nothing. */
function comparison(isolated: number, cross: number, asGiven: number): Comparison {
  const values: Record<string, number> = { isolated, cross, asGiven };
  const pair = (a: string, b: string): Comparison["differences"][number] => {
    const gap = (values[a] ?? 0) - (values[b] ?? 0);
    return { a, b, any: estimate(gap, gap === 0 ? 0 : 0.001) };
  };
  const modes = Object.fromEntries(
    Object.entries(values).map(([mode, value]) => [mode, { any: estimate(value, 0.001) }]),
  );
  return {
    modes,
    differences: [pair("isolated", "cross"), pair("isolated", "asGiven"), pair("cross", "asGiven")],
    verdict: { mode: "asGiven", because: [] },
  } as unknown as Comparison;
}

test("three arrangements that differ are three arms and three differences", () => {
  const arms = armsOf(comparison(0.3, 0.2, 0.1));
  expect(arms.map(({ label }) => label)).toEqual(["As given", "All cross", "All isolated"]);
  expect(differencesOf(arms, comparison(0.3, 0.2, 0.1).differences)).toHaveLength(3);
  expect(verdictOf(arms, "asGiven")).toBe("Least likely to be liquidated: as given.");
});

test("as given and all cross are one arm where they tie exactly", () => {
  const tied = comparison(0.3, 0.1, 0.1);
  const arms = armsOf(tied);
  expect(arms.map(({ label }) => label)).toEqual(["As given = all cross", "All isolated"]);
  expect(differencesOf(arms, tied.differences).map(({ words }) => words)).toEqual(["All isolated minus as given"]);
  expect(verdictOf(arms, "cross")).toBe("Least likely to be liquidated: as given and all cross.");
});

test("where all tie, no winner is named", () => {
  const arms = armsOf(comparison(0, 0, 0));
  expect(arms).toHaveLength(1);
  expect(verdictOf(arms, "asGiven")).toContain("no difference");
});

test("an estimated difference of zero is not a tie", () => {
  const near = comparison(0.3, 0.1, 0.1);
  near.differences = near.differences.map((difference) => ({
    ...difference,
    any: estimate(difference.any.value, 0.001),
  }));
  expect(armsOf(near)).toHaveLength(3);
});

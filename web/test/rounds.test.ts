import { expect, test } from "vitest";
import { firstPaths, roundsOf } from "../src/page/rounds";
import type { Scenario } from "../src/wire.gen";

const scenario = (simulation?: unknown): Scenario =>
  ({
    version: 1,
    account: { currency: "USDT" },
    market: { prices: {} },
    ...(simulation === undefined ? {} : { simulation }),
  }) as Scenario;

test("a long run has a short one before it, of the same question", () => {
  const asked = scenario({ paths: 16384, seed: "7", horizonHours: 24 });
  const [first, second] = roundsOf(asked);
  expect(first?.scenario).toEqual(scenario({ paths: firstPaths, seed: "7", horizonHours: 24 }));
  expect(second?.scenario).toBe(asked);
  expect([first?.first, second?.first]).toEqual([true, false]);
  expect([first?.from, second?.from, second?.to]).toEqual([0, first?.to, 1]);
});

test.each([
  { name: "short", simulation: { paths: 2048 } },
  { name: "not a number, for the engine to refuse", simulation: { paths: "many" } },
])("one round where paths are $name", ({ simulation }) => {
  expect(roundsOf(scenario(simulation))).toMatchObject([{ first: false, from: 0, to: 1 }]);
});

test("without a simulation the engine's default counts", () => expect(roundsOf(scenario())).toHaveLength(2));

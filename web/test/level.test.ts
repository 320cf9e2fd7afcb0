import { describe, expect, test } from "vitest";
import { dense, levelAt, type LevelCurve, shownPart } from "../src/chart/level-curve";
import { normalCDF, normalQuantile } from "../src/chart/normal";
import { roundUp, targetSentence, targetsOf } from "../src/page/results/targets";

// Quantiles of the standard normal distribution to ten decimals, from tables.
test.each([
  { p: 0.5, want: 0 },
  { p: 0.841344746068543, want: 1 },
  { p: 0.975, want: 1.9599639845 },
  { p: 0.01, want: -2.326347874 },
  { p: 0.001, want: -3.0902323062 },
  { p: 1e-6, want: -4.7534243088 },
])("the quantile of $p is $want", ({ p, want }) => expect(normalQuantile(p)).toBeCloseTo(want, 7));

// 2 Phi(-d) for d = 0.5, 1, ..., 3.5, from tables: what Brownian motion without drift reaches at a distance d by time 1.
const reached = [
  0.6170750774519738, 0.31731050786291415, 0.1336144025377161, 0.04550026389635842, 0.0124193306519776,
  0.0026997960632602, 0.000465258158,
];
const along = (level: number): number => level;
const exact: LevelCurve = {
  levels: [-100, 0, 100, 200, 300, 400, 500],
  probability: reached,
  stdErr: reached.map(() => 0),
  interpolation: 0,
  along,
};

describe("a curve of Brownian motion", () => {
  // 2 Phi(-1.25) = 0.2112995473 at half way between d = 1 (level 0) and d = 1.5 (level 100).
  test("is read exactly between its points", () => expect(levelAt(exact, 0.2112995473)?.level).toBeCloseTo(50, 4));
  test("is read at its points", () => expect(levelAt(exact, reached[3] ?? 0)?.level).toBeCloseTo(200, 4));
  test("is not read beyond its ends", () => {
    expect(levelAt(exact, 0.7)).toBeUndefined();
    expect(levelAt(exact, 0.0001)).toBeUndefined();
  });
  test("without errors has no interval", () => {
    const reading = levelAt(exact, 0.05);
    expect(reading?.high).toBeCloseTo(reading?.low ?? NaN, 9);
  });

  // Leverage G / (E + added) with G = 1000 and E = 200: at added = 50 it is 4. It is linear in collateral by its inverse.
  test("is read along the inverse of a leverage", () => {
    const levels = exact.levels.map((added) => 1000 / (200 + added));
    const curve = {
      ...exact,
      levels: levels.reverse(),
      probability: [...reached].reverse(),
      along: (level: number) => 1 / level,
    };
    expect(levelAt(curve, 0.2112995473)?.level).toBeCloseTo(4, 5);
  });
});

test("an interval is where the curve would be if it were off by its errors", () => {
  const error = 0.005;
  const curve = { ...exact, stdErr: reached.map(() => error / 1.96 / 2), interpolation: error / 2 };
  const reading = levelAt(curve, 0.2112995473);
  expect(reading?.low).toBeLessThan(50);
  expect(reading?.high).toBeGreaterThan(50);
  // The slope of 2 Phi(-d) at 1.25 is -2 phi(1.25) = -0.36530 a unit of d, which is 200 of a level: 0.005 is 2.74.
  expect(Math.abs((reading?.high ?? 0) - 50)).toBeCloseTo(2.74, 0);
});

test.each([
  { value: 421.2, want: 422 },
  { value: 420, want: 420 },
  { value: -421.2, want: -421 },
  { value: 0.012341, want: 0.0124 },
  { value: 0, want: 0 },
])("$value is rounded to the safe side: $want", ({ value, want }) => expect(roundUp(value)).toBeCloseTo(want, 12));

test("targets that the curve reaches are said, with what can be taken out", () => {
  const found = targetsOf(exact, undefined);
  expect(found.map(({ probability }) => probability)).toEqual([0.5, 0.2, 0.1, 0.05, 0.01, 0.001]);
  const said = found.map((target) => targetSentence(target, "USDT"));
  // 0.2 = 2 Phi(-1.2815515655): level 56.31; 0.5 = 2 Phi(-0.6744897502): level -65.10.
  expect(said[1]).toBe("For 20%: add 56.4 USDT.");
  expect(said[0]).toBe("For 50%: take out up to 65.1 USDT.");
});

test("what a curve may be off by is said, and what it does not surely reach is not", () => {
  const curve = { ...exact, interpolation: 0.005 };
  const found = targetsOf(curve, undefined);
  // 0.001 is less than what the curve may be off by.
  expect(found.map(({ probability }) => probability)).toEqual([0.5, 0.2, 0.1, 0.05, 0.01]);
  expect(targetSentence(found[1] as (typeof found)[number], "USDT")).toMatch(
    /^For 20%: add 56\.4 USDT \(5\d\.\d to 5\d\.\d\)\.$/,
  );
});

test.each([
  { name: "a long end is left out", probability: [0.9, 0.3, 0.1, 0.01, 0.001, 1e-4, 1e-5, 1e-6], now: 1, want: [0, 4] },
  { name: "the present is not", probability: [0.9, 0.3, 0.1, 0.01, 0.001, 1e-4, 1e-5, 1e-6], now: 4, want: [0, 7] },
  {
    name: "of a rising curve it is the beginning",
    probability: [1e-5, 1e-4, 0.001, 0.01, 0.1, 0.9],
    now: 5,
    want: [2, 5],
  },
  { name: "a short curve is drawn whole", probability: [0.9, 0.5, 0.3], now: 1, want: [0, 2] },
])("$name", ({ probability, now, want }) => {
  const { first, last } = shownPart({ ...exact, probability }, now);
  expect([first, last]).toEqual(want);
});

// From tables, as above.
test.each([
  { z: 0, want: 0.5 },
  { z: 1, want: 0.841344746068543 },
  { z: -1.25, want: 0.1056497737 },
  { z: -4.7534243088, want: 1e-6 },
])("the distribution function at $z is $want", ({ z, want }) => expect(normalCDF(z) / want).toBeCloseTo(1, 6));

test("a curve is drawn between its points as it is read there", () => {
  const fine = dense(exact);
  const at = fine.levels.indexOf(50);
  expect(fine.probability[at]).toBeCloseTo(0.2112995473, 6); // 2 Phi(-1.25)
  expect(fine.levels.at(-1)).toBe(500);
  expect(dense({ ...exact, probability: reached.map(() => 1) }).levels).toHaveLength(7);
});

import { normalQuantile } from "./normal";

/** A probability at several levels, ascending, with standard errors. */
export interface LevelCurve {
  levels: readonly number[];
  probability: readonly number[];
  stdErr: readonly number[];
  /** Largest error that interpolation between the simulated levels may have made. */
  interpolation: number;
  /** The quantity in which the curve is smooth, of a level: of a leverage its inverse, which collateral is linear in. */
  along: (level: number) => number;
}

/** The level at which the curve has a probability, and the levels between which it lies. */
export interface Reading {
  level: number;
  low: number;
  high: number;
}

/** Half width of a 95 % band, in standard errors. */
export const bandWidth = 1.96;

/**
 * Reads off the level at which the curve has probability p. Interpolated is Phi^-1(p / 2), the distance at which Brownian
 * motion would have the probability, by the cubic through the four nearest points. low and high are where p would be if
 * the curve were off by its 95 % band and its interpolation error. Undefined where the curve does not get to p.
 */
export function levelAt(curve: LevelCurve, p: number): Reading | undefined {
  const level = crossing(curve, p, 0);
  if (level === undefined) return undefined;
  const ends = [-1, 1].map((sign) => crossing(curve, p, sign) ?? level);
  return { level, low: Math.min(level, ...ends), high: Math.max(level, ...ends) };
}

/** Where the curve, moved by its error times sign, has probability p. */
function crossing(curve: LevelCurve, p: number, sign: number): number | undefined {
  const distance = (value: number): number => normalQuantile(Math.min(1 - 1e-12, Math.max(1e-12, value)) / 2);
  const error = (i: number): number => bandWidth * (curve.stdErr[i] ?? 0) + curve.interpolation;
  const z = curve.probability.map((value, i) => distance(value + sign * error(i)));
  const u = curve.levels.map(curve.along);
  const target = distance(p);
  for (let i = 0; i + 1 < z.length; i++) {
    const [a = 0, b = 0] = [z[i], z[i + 1]];
    if ((a - target) * (b - target) > 0) continue;
    const from = Math.max(0, Math.min(i - 1, z.length - 4));
    let [low, high] = [curve.levels[i] ?? 0, curve.levels[i + 1] ?? 0];
    for (let step = 0; step < 50; step++) {
      const middle = (low + high) / 2;
      const value = lagrange(u.slice(from, from + 4), z.slice(from, from + 4), curve.along(middle));
      if (value > target === a > target) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  }
  return undefined;
}

/** The polynomial through the points (x, y) at `at`. */
function lagrange(x: readonly number[], y: readonly number[], at: number): number {
  let sum = 0;
  for (const [i, xi] of x.entries()) {
    let term = y[i] ?? 0;
    for (const [j, xj] of x.entries()) if (j !== i) term *= (at - xj) / (xi - xj);
    sum += term;
  }
  return sum;
}

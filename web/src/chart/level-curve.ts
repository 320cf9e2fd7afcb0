import { normalCDF, normalQuantile } from "./normal";

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
 * the curve were off by its 95 % band and its interpolation error. Undefined where it does not get to p, or not surely.
 */
export function levelAt(curve: LevelCurve, p: number): Reading | undefined {
  const [level, ...ends] = [0, -1, 1].map((sign) => crossing(curve, p, sign));
  const [a, b] = ends;
  if (level === undefined || a === undefined || b === undefined) return undefined;
  return { level, low: Math.min(level, a, b), high: Math.max(level, a, b) };
}

/** Of the highest probability drawn, the part below which the rest of a curve is left out of a picture: it looks like none. */
const leastShown = 1 / 300;

/** Points beyond the present one that are always drawn. */
const alwaysShown = 3;

/**
 * Returns the first and last point of a curve to draw: without the long end where the chance is next to nothing, but with
 * a few points on that side of the present one.
 */
export function shownPart({ probability }: LevelCurve, now: number): { first: number; last: number } {
  const end = probability.length - 1;
  const least = Math.max(...probability) * leastShown;
  const falls = (probability[0] ?? 0) > (probability[end] ?? 0);
  if (falls) {
    const cut = probability.findIndex((p) => p < least);
    return { first: 0, last: Math.min(end, Math.max(cut < 0 ? end : cut, now + alwaysShown)) };
  }
  const cut = probability.findLastIndex((p) => p < least);
  return { first: Math.max(0, Math.min(cut, now - alwaysShown)), last: end };
}

/** Points drawn for each one of a curve. */
const density = 6;

/** Returns the curve with more points between its own, by the same interpolation; errors go in lines. For drawing. */
export function dense(curve: LevelCurve): LevelCurve {
  const { levels, probability, stdErr } = curve;
  if (!probability.every((p) => p > 0 && p < 1)) return curve;
  const z = probability.map((p) => normalQuantile(p / 2));
  const more = { levels: [] as number[], probability: [] as number[], stdErr: [] as number[] };
  const push = (level: number, p: number, error: number): void => {
    more.levels.push(level);
    more.probability.push(p);
    more.stdErr.push(error);
  };
  for (let i = 0; i + 1 < levels.length; i++) {
    const [from = 0, to = 0, low = 0, high = 0] = [levels[i], levels[i + 1], stdErr[i], stdErr[i + 1]];
    push(from, probability[i] ?? 0, low);
    for (let part = 1; part < density; part++) {
      const share = part / density;
      const level = from + share * (to - from);
      push(level, 2 * normalCDF(cubic(curve, z, i, level)), low + share * (high - low));
    }
  }
  push(levels.at(-1) ?? 0, probability.at(-1) ?? 0, stdErr.at(-1) ?? 0);
  return { ...curve, ...more };
}

/** The value at a level between points i and i + 1 of the cubic through the four nearest. */
function cubic(curve: LevelCurve, z: readonly number[], i: number, level: number): number {
  const from = Math.max(0, Math.min(i - 1, z.length - 4));
  const u = curve.levels.slice(from, from + 4).map(curve.along);
  return lagrange(u, z.slice(from, from + 4), curve.along(level));
}

/** Where the curve, moved by its error times sign, has probability p. */
function crossing(curve: LevelCurve, p: number, sign: number): number | undefined {
  const distance = (value: number): number => normalQuantile(Math.min(1 - 1e-12, Math.max(1e-12, value)) / 2);
  const error = (i: number): number => bandWidth * (curve.stdErr[i] ?? 0) + curve.interpolation;
  const z = curve.probability.map((value, i) => distance(value + sign * error(i)));
  const target = distance(p);
  for (let i = 0; i + 1 < z.length; i++) {
    const [a = 0, b = 0] = [z[i], z[i + 1]];
    if ((a - target) * (b - target) > 0) continue;
    let [low, high] = [curve.levels[i] ?? 0, curve.levels[i + 1] ?? 0];
    for (let step = 0; step < 50; step++) {
      const middle = (low + high) / 2;
      const value = cubic(curve, z, i, middle);
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

/**
 * Returns the standard normal quantile of a probability in (0, 1), to a relative 1.2e-9: Acklam's rational approximation
 * (2003). For drawing and reading curves only; the engine's figures come from its own.
 */
export function normalQuantile(p: number): number {
  if (p > 0.5) return -normalQuantile(1 - p);
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p));
    return polynomial(tail, q) / polynomial(tailBelow, q);
  }
  const q = p - 0.5;
  return (polynomial(middle, q * q) * q) / polynomial(middleBelow, q * q);
}

/** Returns the standard normal distribution function at z, by bisection of its inverse: as exact, down to 1e-15. */
export function normalCDF(z: number): number {
  if (z > 0) return 1 - normalCDF(-z);
  let [low, high] = [Math.log(1e-15), Math.log(0.5)];
  for (let step = 0; step < 48; step++) {
    const middle = (low + high) / 2;
    if (normalQuantile(Math.exp(middle)) < z) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
}

const middle = [
  -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1,
  2.506628277459239,
];
const middleBelow = [
  -5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1, 1,
];
const tail = [
  -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
];
const tailBelow = [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416, 1];

/** Horner's scheme, the highest power first. */
function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((sum, c) => sum * x + c, 0);
}

/** Maps a number in a domain to a pixel. */
export type Scale = (value: number) => number;

/** Returns the linear map of [from, to] to [start, end]. */
export function linear(from: number, to: number, start: number, end: number): Scale {
  const width = to - from || 1;
  return (value) => start + ((value - from) / width) * (end - start);
}

/** Returns the round step (1, 2, 2.5 or 5 times a power of ten) that cuts `span` into at most `count` parts. */
export function niceStep(span: number, count: number): number {
  const rough = span / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 2.5, 5, 10].find((f) => f * power >= rough * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** Least part of the probability axis that is shown: less would make noise of rounding look like risk. */
const leastSpan = 0.01;

/** Returns where a survival axis that ends at 1 begins, and its step, so that `lowest` is on it; all of [0, 1] if nothing falls. */
export function survivalAxis(lowest: number): { floor: number; step: number } {
  if (!(lowest < 1)) return { floor: 0, step: 0.2 };
  const step = niceStep(Math.max(1 - Math.max(0, lowest), leastSpan), 5);
  return {
    floor: Math.max(0, 1 - step * Math.max(Math.ceil((1 - lowest) / step - 1e-9), Math.round(leastSpan / step))),
    step,
  };
}

/** Returns the multiples of step within [from, to], ends included. */
export function ticks(from: number, to: number, step: number): number[] {
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => (first + i) * step);
}

/** Returns how many decimals of a percentage tell the multiples of step apart. */
export function stepDecimals(step: number): number {
  const percent = step * 100;
  for (let decimals = 0; decimals < 8; decimals++) {
    if (Math.abs(percent * 10 ** decimals - Math.round(percent * 10 ** decimals)) < 1e-6 * percent * 10 ** decimals)
      return decimals;
  }
  return 8;
}

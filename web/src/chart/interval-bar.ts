import { svg } from "../page/dom";
import { linear, niceStep } from "./scale";

/**
 * Draws a probability as a bar with its interval as a whisker, on a scale from 0 to `top`. An exact value has no whisker;
 * a bound, where nothing was seen, is an outline up to it. The words beside it carry the numbers.
 */
export function intervalBar(value: number, low: number, high: number, top: number, series: number): SVGSVGElement {
  const x = linear(0, top, 0, 100);
  const bound = value === 0 && high > 0;
  const whisker = high > low && !bound;
  return svg(
    "svg",
    {
      class: `interval series-${series}`,
      viewBox: "0 0 100 10",
      preserveAspectRatio: "none",
      "aria-hidden": "true",
      focusable: "false",
    },
    svg("rect", { class: "track", x: 0, y: 2, width: 100, height: 6 }),
    svg("rect", { class: "bar", x: 0, y: 2, width: Math.max(0, x(value)), height: 6 }),
    bound && svg("rect", { class: "bound", x: 0, y: 2, width: x(high), height: 6 }),
    whisker &&
      svg("rect", { class: "whisker-band", x: x(low), y: 0.5, width: Math.max(0.3, x(high) - x(low)), height: 9 }),
  );
}

/** Returns a round end for a scale that shows `highest`: at most 1, above 0. */
export function scaleTop(highest: number): number {
  if (!(highest > 0)) return 1;
  const step = niceStep(highest, 4);
  return Math.min(1, step * Math.ceil(highest / step - 1e-9));
}

/** The least end of a scale: on a shorter one a negligible risk would fill its bar. */
const leastTop = 0.01;

/** Returns the end of the scale for bars of these estimates. */
export function barTop(estimates: readonly { value: number; high: number }[]): number {
  return scaleTop(Math.max(leastTop, ...estimates.map(({ value, high }) => Math.max(value, high))));
}

import { svg } from "../page/dom";
import { number, percent } from "../page/format";
import { linear, niceStep, type Scale, stepDecimals, survivalAxis, ticks } from "./scale";

/** One pool's curve. */
export interface Curve {
  label: string;
  hours: readonly number[];
  probability: readonly number[];
  stdErr: readonly number[];
}

/** Half width of a 95 % band, in standard errors. */
export const bandWidth = 1.96;

/** Room for one character of a label, in pixels. */
const characterWidth = 7.5;

/** Draws survival curves with their bands at a width in pixels. Series i takes its colour from the class `series-i`. */
export function survivalChart(curves: readonly Curve[], width: number, label: string): SVGSVGElement {
  const height = Math.round(Math.min(320, Math.max(210, width * 0.42)));
  const end = Math.max(...curves.map((curve) => curve.hours.at(-1) ?? 0));
  const inDays = end >= 48;
  const unit = inDays ? 24 : 1;
  const lowest = Math.min(
    ...curves.flatMap((curve) => curve.probability.map((p, i) => p - bandWidth * (curve.stdErr[i] ?? 0))),
  );
  const { floor, step } = survivalAxis(lowest);
  const labels = ticks(floor, 1, step).map((at) => ({ at, text: percent(at, stepDecimals(step)) }));
  const widest = Math.max(...labels.map(({ text }) => text.length));
  const pad = { top: 12, right: 14, bottom: 42, left: Math.ceil(18 + widest * characterWidth) };
  const x = linear(0, end, pad.left, width - pad.right);
  const y = linear(floor, 1, height - pad.bottom, pad.top);
  const xStep = niceStep(end / unit, Math.max(3, Math.min(8, Math.floor(width / 80))));

  return svg(
    "svg",
    { class: "chart", width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label },
    svg(
      "g",
      { class: "grid" },
      ...labels.flatMap(({ at, text }) => [
        svg("line", { x1: pad.left, x2: width - pad.right, y1: y(at), y2: y(at) }),
        svg("text", { x: pad.left - 8, y: y(at), dy: "0.32em", "text-anchor": "end" }, text),
      ]),
      ...ticks(0, end / unit, xStep).flatMap((tick) => [
        svg("line", {
          class: "tick",
          x1: x(tick * unit),
          x2: x(tick * unit),
          y1: height - pad.bottom,
          y2: height - pad.bottom + 5,
        }),
        svg("text", { x: x(tick * unit), y: height - pad.bottom + 19, "text-anchor": "middle" }, number(tick)),
      ]),
    ),
    svg("line", { class: "axis", x1: pad.left, x2: width - pad.right, y1: y(floor), y2: y(floor) }),
    svg(
      "text",
      { class: "axis-name", x: (pad.left + width - pad.right) / 2, y: height - 6, "text-anchor": "middle" },
      inDays ? "days from now" : "hours from now",
    ),
    ...curves.map((curve, i) => svg("path", { class: `band series-${i}`, d: band(curve, x, y, floor) })),
    ...curves.map((curve, i) => svg("path", { class: `line series-${i}`, d: line(curve, x, y) })),
  );
}

function line(curve: Curve, x: Scale, y: Scale): string {
  return path(curve.hours.map((hour, i) => [x(hour), y(curve.probability[i] ?? 1)]));
}

function band(curve: Curve, x: Scale, y: Scale, floor: number): string {
  const edge = (sign: number): [number, number][] =>
    curve.hours.map((hour, i) => {
      const value = (curve.probability[i] ?? 1) + sign * bandWidth * (curve.stdErr[i] ?? 0);
      return [x(hour), y(Math.min(1, Math.max(floor, value)))];
    });
  return `${path([...edge(1), ...edge(-1).reverse()])}Z`;
}

function path(points: readonly (readonly [number, number])[]): string {
  return points.map(([px, py], i) => `${i === 0 ? "M" : "L"}${px.toFixed(1)} ${py.toFixed(1)}`).join("");
}

import { svg } from "../page/dom";
import { percent } from "../page/format";
import { bandWidth, dense, type LevelCurve } from "./level-curve";
import { linear, niceStep, stepDecimals, ticks } from "./scale";
import { scaleTop } from "./interval-bar";

export interface LevelAxis {
  name: string;
  /** Logarithmic, with ticks at 1, 2 and 5. */
  logarithmic: boolean;
  format: (level: number) => string;
  /** Where things stand now. */
  now: number;
}

/** What of a level chart changes while it is looked at. */
export interface LevelChart {
  element: SVGSVGElement;
  /** Marks point i of the curve. */
  mark: (i: number) => void;
  /** The point of the curve nearest to a place on the screen. */
  nearest: (clientX: number) => number;
}

/** Draws the probability against a level, its band, the present level and a mark that moves. Width in pixels. */
export function levelChart(curve: LevelCurve, axis: LevelAxis, width: number, series: number): LevelChart {
  const height = Math.round(Math.min(300, Math.max(200, width * 0.5)));
  const { levels, probability, stdErr } = curve;
  const edge = (i: number, sign: number): number =>
    Math.min(1, Math.max(0, (probability[i] ?? 0) + sign * bandWidth * (stdErr[i] ?? 0)));
  const top = scaleTop(Math.max(...levels.map((_, i) => edge(i, 1))));
  const yStep = niceStep(top, 5);
  const labels = ticks(0, top, yStep).map((at) => ({ at, text: percent(at, stepDecimals(yStep)) }));
  const widest = Math.max(...labels.map(({ text }) => text.length));
  const pad = { top: 22, right: 16, bottom: 42, left: Math.ceil(18 + widest * 7.5) };
  const scale = axis.logarithmic ? Math.log : (value: number) => value;
  const [first, last] = [levels[0] ?? 0, levels.at(-1) ?? 1];
  const along = linear(scale(first), scale(last), pad.left, width - pad.right);
  const x = (level: number): number => along(scale(level));
  const y = linear(0, top, height - pad.bottom, pad.top);
  const count = Math.max(2, Math.min(6, Math.floor(width / 75)));
  const marks = axis.logarithmic ? round(first, last, count) : ticks(first, last, niceStep(last - first, count));
  const fine = dense(curve);
  const outline = (sign: number): string[] =>
    fine.levels.map((level, i) => {
      const value = (fine.probability[i] ?? 0) + sign * bandWidth * (fine.stdErr[i] ?? 0);
      return `${x(level).toFixed(1)} ${y(Math.min(1, Math.max(0, value))).toFixed(1)}`;
    });
  const dot = svg("circle", { class: `dot series-${series}`, r: 5 });
  const rule = svg("line", { class: "reading", y1: pad.top, y2: height - pad.bottom });

  const element = svg(
    "svg",
    { class: "chart", width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" },
    svg(
      "g",
      { class: "grid" },
      ...labels.flatMap(({ at, text }) => [
        svg("line", { x1: pad.left, x2: width - pad.right, y1: y(at), y2: y(at) }),
        svg("text", { x: pad.left - 8, y: y(at), dy: "0.32em", "text-anchor": "end" }, text),
      ]),
      ...marks.flatMap((at) => [
        svg("line", { class: "tick", x1: x(at), x2: x(at), y1: height - pad.bottom, y2: height - pad.bottom + 5 }),
        svg("text", { x: x(at), y: height - pad.bottom + 19, "text-anchor": "middle" }, axis.format(at)),
      ]),
    ),
    svg("line", { class: "axis", x1: pad.left, x2: width - pad.right, y1: y(0), y2: y(0) }),
    svg(
      "text",
      { class: "axis-name", x: (pad.left + width - pad.right) / 2, y: height - 6, "text-anchor": "middle" },
      axis.name,
    ),
    svg("line", { class: "present", x1: x(axis.now), x2: x(axis.now), y1: pad.top, y2: height - pad.bottom }),
    svg("text", { x: x(axis.now), y: pad.top - 7, "text-anchor": "middle" }, "now"),
    svg("path", { class: `band series-${series}`, d: `M${[...outline(1), ...outline(-1).reverse()].join("L")}Z` }),
    svg("path", {
      class: `line series-${series}`,
      d: `M${outline(0).join("L")}`,
    }),
    rule,
    dot,
  );
  return {
    element,
    mark: (i) => {
      const at = x(levels[i] ?? 0).toFixed(1);
      dot.setAttribute("cx", at);
      dot.setAttribute("cy", y(probability[i] ?? 0).toFixed(1));
      rule.setAttribute("x1", at);
      rule.setAttribute("x2", at);
    },
    nearest: (clientX) => {
      const px = clientX - element.getBoundingClientRect().left;
      const distances = levels.map((level) => Math.abs(x(level) - px));
      return distances.indexOf(Math.min(...distances));
    },
  };
}

/** Round numbers, 1, 2 and 5 times powers of ten, from `from` to `to`: every second or third of them if there are many. */
function round(from: number, to: number, count: number): number[] {
  const all: number[] = [];
  for (let power = 10 ** Math.floor(Math.log10(from)); power <= to; power *= 10)
    for (const factor of [1, 2, 5]) if (factor * power >= from && factor * power <= to) all.push(factor * power);
  if (all.length < 2) return ticks(from, to, niceStep(to - from, count));
  const skip = Math.ceil(all.length / (count + 1));
  return all.filter((_, i) => i % skip === 0);
}

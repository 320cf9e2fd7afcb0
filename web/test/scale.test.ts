import { expect, test } from "vitest";
import { barTop, scaleTop } from "../src/chart/interval-bar";
import { linear, niceStep, stepDecimals, survivalAxis, ticks } from "../src/chart/scale";

test.each([
  { span: 7, count: 8, want: 1 },
  { span: 30, count: 8, want: 5 },
  { span: 0.13, count: 5, want: 0.05 },
  { span: 0.012, count: 5, want: 0.0025 },
  { span: 1, count: 5, want: 0.2 },
])("niceStep of $span in $count", ({ span, count, want }) => expect(niceStep(span, count)).toBeCloseTo(want, 12));

test("ticks include both ends", () =>
  expect(ticks(0, 0.3, 0.1).map((tick) => tick.toFixed(1))).toEqual(["0.0", "0.1", "0.2", "0.3"]));

test("linear maps the ends, also of a domain without width", () => {
  expect([linear(0, 10, 100, 0)(0), linear(0, 10, 100, 0)(10), linear(5, 5, 0, 9)(5)]).toEqual([100, 0, 0]);
});

test.each([
  { step: 0.05, want: 0 },
  { step: 0.025, want: 1 },
  { step: 0.0025, want: 2 },
])("percentages in steps of $step have $want decimals", ({ step, want }) => expect(stepDecimals(step)).toBe(want));

test.each([
  { highest: 0.232, want: 0.3 },
  { highest: 0.99, want: 1 },
  { highest: 0, want: 1 },
])("bars up to $highest end at $want", ({ highest, want }) => expect(scaleTop(highest)).toBeCloseTo(want, 12));

test.each([
  { name: "nothing falls", lowest: 1, floor: 0 },
  { name: "next to nothing falls", lowest: 1 - 1e-9, floor: 0.99 },
  { name: "a tenth falls", lowest: 0.9, floor: 0.9 },
  { name: "everything falls", lowest: 0, floor: 0 },
  { name: "a band reaches below 0", lowest: -0.1, floor: 0 },
])("where $name, the survival axis begins at $floor", ({ lowest, floor }) => {
  const axis = survivalAxis(lowest);
  expect(axis.floor).toBeCloseTo(floor, 12);
  expect(ticks(axis.floor, 1, axis.step).length).toBeLessThanOrEqual(7);
});

test("a negligible risk does not fill its bar", () => {
  expect(barTop([{ value: 0, high: 0.0002 }])).toBeCloseTo(0.01, 12);
  expect(barTop([{ value: 0.22, high: 0.232 }])).toBeCloseTo(0.3, 12);
});

import { expect, test } from "vitest";
import { scaleTop } from "../src/chart/interval-bar";
import { linear, niceStep, stepDecimals, ticks } from "../src/chart/scale";

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

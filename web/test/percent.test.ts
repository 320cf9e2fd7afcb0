import { expect, test } from "vitest";
import { fractionOf, percentOf } from "../src/page/percent";

test.each([
  { percent: "55", fraction: 0.55 },
  { percent: "55.3", fraction: 0.553 },
  { percent: "0.7", fraction: 0.007 },
  { percent: "120", fraction: 1.2 },
  { percent: "152.73", fraction: 1.5273 },
  { percent: "0", fraction: 0 },
  { percent: "-5", fraction: -0.05 },
])("$percent % is $fraction, and back", ({ percent, fraction }) => {
  expect(fractionOf(percent)).toBe(fraction);
  expect(percentOf(fraction)).toBe(percent);
});

test.each([".5", "5.", "+7", " 7 "])("%j is taken for a number", (text) =>
  expect(typeof fractionOf(text)).toBe("number"),
);

test.each(["", ".", "abc", "1,5", "1e2", "--1", "NaN"])("%j is left for the engine to refuse", (text) => {
  expect(fractionOf(text)).toBe(text);
  expect(percentOf(text)).toBe(text);
});

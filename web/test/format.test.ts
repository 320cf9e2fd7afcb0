import { describe, expect, test } from "vitest";
import { amount, duration, interval, points, price, probability } from "../src/page/format";

const estimate = (value: number, stdErr: number, method = "mc+bridge"): Parameters<typeof probability>[0] => ({
  value,
  stdErr,
  low: Math.max(0, value - 2 * stdErr),
  high: value + 2 * stdErr,
  method,
});

describe("probability", () => {
  test.each([
    { name: "digits end where the error begins", e: estimate(0.10795, 0.0006), want: "10.80%" },
    { name: "one decimal at least", e: estimate(0.5, 0.02), want: "50.0%" },
    { name: "six decimals at most", e: estimate(1e-6, 1e-10), want: "0.000100%" },
    { name: "exact and impossible", e: estimate(0, 0, "exact"), want: "0%" },
    { name: "exact and certain", e: estimate(1, 0, "exact"), want: "100%" },
    { name: "exact and small", e: estimate(0.0000123, 0, "exact"), want: "0.0012%" },
    { name: "exact and close to certain", e: estimate(0.99999, 0, "exact"), want: "99.9990%" },
    { name: "exact and below what can be shown", e: estimate(1e-30, 0, "exact"), want: "< 0.00000001%" },
    { name: "no hits is a bound", e: { ...estimate(0, 0), high: 0.0009 }, want: "< 0.09%" },
  ])("$name", ({ e, want }) => expect(probability(e, "en-GB")).toBe(want));

  test("another locale", () => expect(probability(estimate(0.10795, 0.0006), "de-DE")).toBe("10,80\u00a0%"));
});

test("the interval has the digits of its value", () => {
  expect(interval(estimate(0.10795, 0.0006), "en-GB")).toBe("10.68% to 10.92%");
});

test("a difference is in points and has a sign", () => {
  expect(points({ value: 0.05, stdErr: 0.002, low: 0.046, high: 0.054, method: "mc" }, "en-GB")).toBe(
    "+5.0 points (+4.6 to +5.4)",
  );
  expect(points({ value: -0.05, stdErr: 0.002, low: -0.054, high: -0.046, method: "mc" }, "en-GB")).toBe(
    "-5.0 points (-5.4 to -4.6)",
  );
});

test("an exact difference has no interval, and none is said in words", () => {
  const exact = (value: number): Parameters<typeof points>[0] => estimate(value, 0, "exact");
  expect(points(exact(0), "en-GB")).toBe("no difference");
  expect(points(exact(0.1), "en-GB")).toBe("+10.00 points, exact");
});

test.each([
  { text: "12345.678901234567890123", want: "12,345.68" },
  { text: "9007199254740993.01", want: "9,007,199,254,740,993.01" }, // 2^53 + 1: a float would say ...992
  { text: "-812", want: "-812.00" },
  { text: "0", want: "0.00" },
  { text: "0.000012345", want: "0.0000123" },
  { text: null, want: "–" },
])("amount $text", ({ text, want }) => expect(amount(text, "en-GB")).toBe(want));

test.each([
  { text: "93576.123", want: "93,576.1" },
  { text: "0.000016372612345", want: "0.0000163726" },
  { text: "1234567.89", want: "1,234,568" },
  { text: null, want: "–" },
])("price $text", ({ text, want }) => expect(price(text, "en-GB")).toBe(want));

test.each([
  { hours: 24, want: "1 day" },
  { hours: 168, want: "7 days" },
  { hours: 36, want: "36 hours" },
  { hours: 1, want: "1 hour" },
])("$hours hours", ({ hours, want }) => expect(duration(hours, "en-GB")).toBe(want));

import { expect, test } from "vitest";
import { ageOf, beyondModel } from "../src/page/age";

const now = new Date("2026-11-28T12:00:00Z");

test.each([
  { asOf: "2026-11-28T00:00:00Z", want: undefined },
  { asOf: "2026-12-01T00:00:00Z", want: undefined },
  { asOf: "", want: undefined },
  { asOf: "2026-11-27T00:00:00Z", want: "These figures are 1 day old." },
  { asOf: "2026-10-30T00:00:00Z", want: "These figures are 29 days old." },
  {
    asOf: "2025-11-28T12:00:00Z",
    want: "These figures are 365 days old. The older a volatility, the worse it forecasts: give one of today.",
  },
])("the age of $asOf", ({ asOf, want }) => expect(ageOf(asOf, now)).toBe(want));

test.each([
  { p: 0, said: false },
  { p: 0.0049, said: true },
  { p: 0.005, said: false },
])("$p is beyond the model: $said", ({ p, said }) => expect(beyondModel(p) !== "").toBe(said));

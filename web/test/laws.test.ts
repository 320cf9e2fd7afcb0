import { expect, test } from "vitest";

import { inSteps } from "../src/engine/laws";
import type { Scenario } from "../src/wire.gen";

const under = (model?: object): Scenario => ({ market: model ? { model } : {} }) as unknown as Scenario;

test("laws of one step need no second engine", () => {
  for (const kind of ["gbm", "vol-mixture", "student-t"]) expect(inSteps(under({ kind }))).toBe(false);
  expect(inSteps(under())).toBe(false);
  expect(inSteps({} as Scenario)).toBe(false);
});

test("all others do, and a history", () => {
  for (const kind of ["merton", "garch", "regime", "bootstrap"]) expect(inSteps(under({ kind }))).toBe(true);
  expect(inSteps(under({ kind: "gbm", history: {} }))).toBe(true);
});

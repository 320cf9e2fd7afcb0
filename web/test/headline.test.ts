import { expect, test } from "vitest";

import { steps } from "../src/page/results/headline";

const any = { value: 0.32, stdErr: 1e-4, low: 0.3198, high: 0.3202, confidence: 0.95, method: "rqmc+bridge" };

test("what steps may move an estimate by is said where it is more than the interval", () => {
  expect(steps({ ...any, discretisation: 0.00068 })).toBe("steps of paths may move it by 0.068 points");
  expect(steps({ ...any, discretisation: 0.0001 })).toBe("");
  expect(steps(any)).toBe("");
});

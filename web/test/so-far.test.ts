import { expect, test } from "vitest";
import { earlierRounds, soFar } from "../src/page/results/so-far";

test("only what a better answer follows is called an estimate so far", () => {
  expect(soFar({ preliminary: true, paths: 1024 })).toBe("estimate so far, 1,024 paths");
  expect(soFar({ paths: 1024 })).toBe("");
});

test("rounds before the last are named", () => {
  expect(earlierRounds({ rounds: [1024, 4096, 8192] })).toBe(
    ", after rounds of 1,024, 4,096 that showed how many it takes",
  );
  expect(earlierRounds({ rounds: [1024] })).toBe("");
  expect(earlierRounds({})).toBe("");
});

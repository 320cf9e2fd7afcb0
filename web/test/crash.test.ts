import { expect, test } from "vitest";
import { dateOf, fallsOf, outcomeOf, ratioOf, roomOf } from "../src/page/results/crash";
import { askStress } from "../src/page/results/stress";
import type { Scenario, Stress, StressAsset, StressPool } from "../src/wire.gen";

const asset = (name: string, basis: StressAsset["basis"], low: number, high = 0): StressAsset => ({
  asset: name,
  basis,
  low,
  lowHours: 1,
  high,
  highHours: 2,
  end: 0,
});

const pool = (name: string, hoursToLiquidation: number | null, lowest: number | null = 2): StressPool => ({
  name,
  liquidated: hoursToLiquidation !== null,
  hoursToLiquidation,
  lowestEquityToMaintenance: lowest,
  lowestHours: lowest === null ? null : 1,
  scale: null,
});

const outcome = (...pools: StressPool[]): string => outcomeOf({ pools } as Stress, [], "USDT");

test("an event goes by its day or month, whatever the clock of the reader", () => {
  expect(dateOf("2020-03-12", "en-GB")).toBe("12 March 2020");
  expect(dateOf("2022-05", "en-GB")).toBe("May 2022");
});

test("falls are those of what moves, marked where they are not its own", () => {
  expect(
    fallsOf(
      [
        asset("BTC", "mark", -0.52),
        asset("PEPE", "median", -0.561),
        asset("USDT", "held", 0),
        asset("ETH", "bound", -0.2),
      ],
      "en-GB",
    ),
  ).toBe("BTC -52%, PEPE -56%*, ETH ≥\u00a0-20%");
  expect(fallsOf([asset("USDT", "median", 0, 1.1)], "en-GB")).toBe("USDT 110%*");
  expect(fallsOf([asset("USDT", "held", 0)])).toBe("no price of this account moves");
  expect(
    fallsOf(
      "ABCDEF".split("").map((name) => asset(name, "spot", -0.1)),
      "en-GB",
    ),
  ).toBe("A -10%, B -10%, C -10%, D -10%, 2 more");
});

test("the outcome names the pool that goes first, where there are several", () => {
  expect(outcome(pool("cross", 14.04))).toBe("liquidated after 14\u00a0h");
  expect(outcome(pool("cross", null))).toBe("survives");
  expect(outcome(pool("cross", 0))).toBe("liquidated at once");
  expect(outcome(pool("cross", 10.4), pool("BTC/USDT:USDT", 3), pool("idle", null, null))).toBe(
    "2 of 2 pools liquidated, the first (BTC isolated) after 3\u00a0h",
  );
});

test("the margin at its thinnest is a ratio, or more than gone", () => {
  expect(ratioOf(1.234, "en-GB")).toBe("1.23");
  expect(ratioOf(-214.2)).toBe("< 0");
  expect(ratioOf(null)).toBe("–");
  expect(outcome(pool("cross", 0.4))).toBe("liquidated after less than 1\u00a0h");
});

test("room is a multiple of the event's moves", () => {
  expect(roomOf(0.634, "en-GB")).toBe("0.63×");
  expect(roomOf(null)).toBe("> 4×");
});

test("every event is asked for unless the scenario names some", () => {
  const scenario = { version: 1, simulation: { paths: 512 } } as unknown as Scenario;
  expect(askStress(scenario).simulation).toEqual({ paths: 512, stress: ["all"] });
  expect(scenario.simulation).toEqual({ paths: 512 });
  const own = { version: 1, simulation: { stress: ["2022-05"] } } as unknown as Scenario;
  expect(askStress(own).simulation?.stress).toEqual(["2022-05"]);
  expect(askStress({ version: 1 } as unknown as Scenario).simulation?.stress).toEqual(["all"]);
  const broken = { version: 1, simulation: 3 } as unknown as Scenario;
  expect(askStress(broken)).toBe(broken);
});

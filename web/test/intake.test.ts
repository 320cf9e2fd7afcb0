import { describe, expect, test } from "vitest";
import { EngineError, type FieldError } from "../src/engine/errors";
import { admit, Refusal } from "../src/page/intake";

const bytes = (document: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(document));
const scenario = {
  account: { currency: "USDT", positions: [{ symbol: "BTC/USDT:USDT", size: "1" }] },
  market: { prices: { BTC: "1" } },
};

function engineThatFinds(...fields: FieldError[]): Parameters<typeof admit>[0] {
  return { assess: () => Promise.reject(new EngineError("input", "wrong", fields)) };
}

describe("admit", () => {
  test.each<FieldError>([
    { path: "account.balances", got: 'the string "11500"', want: "an array" },
    { path: "version", got: "the field a second time", want: "each field once" },
    { path: "account.foo", got: "an unknown field", want: "a known field" },
    { path: "account.positions[0]", got: "5", want: "an object" },
    { path: "market.prices.SOLL", got: "", want: "a decimal, as a string or a number" }, // held by nobody: no input
    { path: "account.rules.closeFee.rate", got: "7", want: "a fraction in [0, 1)" }, // no input
    { path: "account.pools[0].thresholds", got: "an unknown field", want: "a known field" },
    { path: "market.asOf", got: "soon", want: "a time such as 2025-10-01T00:00:00Z" },
  ])("refuses $got at $path", async (fault) => {
    const refusal = await admit(engineThatFinds(fault), bytes(scenario)).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refusal);
    expect((refusal as Refusal).faults).toEqual([expect.stringContaining(fault.path)]);
  });

  test.each<FieldError>([
    { path: "account.positions[0].size", got: "abc", want: "a decimal, as a string or a number" },
    { path: "market.prices.BTC", got: "-1", want: "a positive decimal" },
    { path: "market.correlation.matrix[0][1]", got: "7", want: "a correlation between -1 and 1" },
    { path: "simulation.horizonHours", got: "0", want: "a number above 0" },
    { path: "account.debts[0].amount", got: "-1", want: "a positive decimal" },
    { path: "simulation.targetStdErr", got: "0", want: "a number above 0" },
    { path: "account.pools[2].positions[0].symbol", got: "WIF/USD:USD", want: "a symbol of gmx-v2" },
    { path: "account.pools[0].name", got: '""', want: "a non-empty name" },
    { path: "account.rules.asOf", got: "2020-01-01", want: "a date on or after the first table" },
    { path: "account.rules.maintenanceMarginFraction", got: "5", want: "a fraction in [0, 1)" },
    { path: "account.rules.markets.WIF/USDC:USDC", got: "base", want: "one of small-cap" },
  ])("lets $path in, which has an input", async (fault) => {
    expect(await admit(engineThatFinds(fault), bytes(scenario))).toMatchObject(scenario);
  });

  test("names every fault once one cannot be mended", async () => {
    const faults = [
      { path: "account.positions[0].size", got: "", want: "a non-zero decimal" },
      { path: "account.pools", got: "null", want: "an array" },
    ];
    await expect(admit(engineThatFinds(...faults), bytes(scenario))).rejects.toMatchObject({
      faults: [
        "account.positions[0].size needs a non-zero number, not an empty field.",
        "account.pools needs a list, not null.",
      ],
    });
  });

  test("without an engine the containers are still judged", async () => {
    const none = { assess: () => Promise.reject(new EngineError("load", "no engine")) };
    expect(await admit(none, bytes(scenario))).toMatchObject(scenario);
    await expect(admit(none, bytes({ account: { positions: null } }))).rejects.toThrow(
      "account.positions is not a list",
    );
    await expect(admit(none, new TextEncoder().encode("{"))).rejects.toBeInstanceOf(Refusal);
  });
});

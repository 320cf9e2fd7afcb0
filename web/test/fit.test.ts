import { describe, expect, test } from "vitest";
import { misfits } from "../src/page/fit";
import type { JsonObject } from "../src/page/path";
import type { Preset } from "../src/page/presets";
import { type Draft, draftFrom } from "../src/page/scenario";
import { listing, marketsOf, venueWith } from "./venue";

/** The example of a venue, from which its form is known. */
function example(venue: string, currency: string, symbol: string): Preset {
  const account = { venue, currency, positions: [{ symbol }] };
  const market = { prices: { BTC: "50000", WIF: "2", PEPE: "0.00002" }, volatility: { BTC: 0.5, WIF: 1, PEPE: 1 } };
  return { id: venue, title: venue, draft: draftFrom({ account, market }) };
}

const presets = [
  example("hyper", "USDC", "BTC/USDC:USDC"),
  example("coin", "USD", "BTC/USD:BTC"),
  example("dydx", "USDC", "BTC/USDC:USDC"),
  example("gmx", "USD", "BTC/USD:USD"),
];

function draftWith(venue: string, positions: JsonObject[], more: JsonObject = {}): Draft {
  const account = {
    venue,
    currency: "USDT",
    balances: [{ asset: "USDT", amount: "1000" }],
    positions: positions.map((position) => ({ entryPrice: "1", marginMode: "cross", ...position })),
    ...more,
  };
  const market = { prices: { BTC: "50000", WIF: "2", PEPE: "0.00002" }, volatility: { BTC: 0.5, WIF: 1, PEPE: 1 } };
  return draftFrom({ account, market });
}

/** Does all that is offered until nothing is. Returns what remains. */
function mendAll(draft: Draft, venue: ReturnType<typeof venueWith>): string[] {
  for (let round = 0; round < 5; round++) {
    const offers = misfits(draft, venue, presets).filter(({ mend }) => mend);
    if (offers.length === 0) break;
    for (const { mend } of offers) mend?.(draft);
  }
  return misfits(draft, venue, presets).map(({ says }) => says);
}

const hyper = venueWith({ name: "hyper", symbols: listing("BTC/USDC:USDC", "kPEPE/USDC:USDC") });

describe("another quote", () => {
  test("nothing changes until its owner asks for it", () => {
    const draft = draftWith("hyper", [{ symbol: "BTC/USDT:USDT", size: "1" }]);
    const before = structuredClone(draft);
    expect(misfits(draft, hyper, presets)[0]?.says).toContain("BTC/USDT:USDT would be BTC/USDC:USDC");
    expect(draft).toEqual(before);
  });

  test("symbols, currency and balances are rewritten, sizes and prices stay, and the venue's name of a unit is taken", () => {
    const draft = draftWith("hyper", [
      { symbol: "BTC/USDT:USDT", size: "0.5" },
      { symbol: "1000PEPE/USDT:USDT", size: "-7" },
    ]);
    expect(mendAll(draft, hyper)).toEqual([]);
    expect(draft.account).toMatchObject({
      currency: "USDC",
      balances: [{ asset: "USDC", amount: "1000" }],
      positions: [
        { symbol: "BTC/USDC:USDC", size: "0.5" },
        { symbol: "kPEPE/USDC:USDC", size: "-7" },
      ],
    });
    expect(draft.market.prices).toMatchObject({ BTC: "50000", PEPE: "0.00002" });
  });

  test("a currency that is no dollar is not taken for one", () => {
    const draft = draftWith("hyper", [{ symbol: "BTC/USDT:USDT", size: "1" }], { currency: "EUR" });
    mendAll(draft, hyper);
    expect(draft.account["currency"]).toBe("EUR");
  });

  test("in named pools too", () => {
    const pools = [{ name: "a", balances: [{ asset: "USDT", amount: "5" }], positions: [{ symbol: "BTC/USDT:USDT" }] }];
    const draft = draftWith("hyper", [], { pools });
    expect(mendAll(draft, hyper)).toEqual([]);
    expect(draft.account["pools"]).toEqual([
      { name: "a", balances: [{ asset: "USDC", amount: "5" }], positions: [{ symbol: "BTC/USDC:USDC" }] },
    ]);
  });

  test("a symbol that the venue does not list needs a margin, and says where", () => {
    const draft = draftWith("hyper", [{ symbol: "WIF/USDC:USDC", size: "1" }], { currency: "USDC" });
    const [found] = misfits(draft, hyper, presets);
    expect(found).toMatchObject({ path: "account.rules.fallbackMaintenanceMarginFraction" });
    expect(found?.says).toContain("WIF/USDC:USDC");
    draft.account["rules"] = { fallbackMaintenanceMarginFraction: "0.05" };
    expect(misfits(draft, hyper, presets)).toEqual([]);
  });

  test("a symbol in another unit of a listed coin is listed", () => {
    const draft = draftWith("hyper", [{ symbol: "1000PEPE/USDC:USDC", size: "1" }], { currency: "USDC" });
    expect(misfits(draft, hyper, presets)).toEqual([]);
  });
});

describe("inverse contracts", () => {
  const coin = venueWith({ name: "coin", contractSizes: { BTC: "100" }, otherContractSize: "10" });

  // By hand: 0.5 BTC at 50000 are 25000 USD, 250 contracts of 100; a margin of 5000 USD is 0.1 BTC.
  test("sizes become whole contracts at the mark, margins coins, and back", () => {
    const position = { symbol: "BTC/USDT:USDT", size: "-0.5", marginMode: "isolated", margin: "5000" };
    const draft = draftWith("coin", [position], { rules: { maintenanceMarginFraction: "0.005" } });
    expect(mendAll(draft, coin)).toEqual([]);
    expect(draft.account.positions[0]).toMatchObject({ symbol: "BTC/USD:BTC", size: "-250", margin: "0.1" });
    draft.account["rules"] = { contractSizes: { "BTC/USD:BTC": "100" } };
    mendAll(draft, hyper);
    expect(draft.account.positions[0]).toMatchObject({ symbol: "BTC/USDC:USDC", size: "-0.5", margin: "5000" });
  });

  test("a mark of its own decides", () => {
    const draft = draftWith("coin", [{ symbol: "BTC/USDT:USDT", size: "1", markPrice: "40000" }]);
    mendAll(draft, coin);
    expect(draft.account.positions[0]).toMatchObject({ size: "400" });
  });

  test("a venue that lists nothing needs a margin for every symbol", () => {
    const draft = draftWith("coin", [{ symbol: "BTC/USD:BTC", size: "1" }], { currency: "USD" });
    expect(misfits(draft, coin, presets)).toMatchObject([{ path: "account.rules.maintenanceMarginFraction" }]);
  });
});

describe("classes of market", () => {
  test("several are a choice of its owner", () => {
    const dydx = venueWith({ name: "dydx", markets: marketsOf("BTC/USDC:USDC", "small-cap", "isolated") });
    const draft = draftWith("dydx", [{ symbol: "WIF/USDC:USDC", size: "1" }], { currency: "USDC" });
    expect(misfits(draft, dydx, presets)).toMatchObject([{ path: "account.rules.markets.WIF/USDC:USDC" }]);
    draft.account["rules"] = { markets: { "WIF/USDC:USDC": "isolated" } };
    expect(misfits(draft, dydx, presets)).toEqual([]);
    draft.account["rules"] = { markets: { "WIF/USDC:USDC": "base" } };
    expect(misfits(draft, dydx, presets)[0]?.says).toContain("no class of market base");
  });

  test("the only one is offered", () => {
    const gmx = venueWith({ name: "gmx", pools: "isolated", markets: marketsOf("BTC/USD:USD", "base") });
    const draft = draftWith("gmx", [{ symbol: "WIF/USDT:USDT", size: "1" }]);
    expect(mendAll(draft, gmx)).toEqual([]);
    expect(draft.account.positions[0]).toMatchObject({ symbol: "WIF/USD:USD", marginMode: "isolated" });
    expect(draft.account["rules"]).toEqual({ markets: { "WIF/USD:USD": "base" } });
  });
});

describe("margin modes", () => {
  test("a venue without isolated margin takes none", () => {
    const cross = venueWith({ pools: "cross" });
    const draft = draftWith("test", [{ symbol: "", size: "1", marginMode: "isolated", margin: "50" }]);
    expect(misfits(draft, cross, presets)[0]?.says).toContain("no isolated margin");
    mendAll(draft, cross);
    expect(draft.account.positions[0]).not.toHaveProperty("margin");
    mendAll(draft, venueWith({ pools: "isolated" }));
    expect(draft.account.positions[0]).toMatchObject({ marginMode: "isolated", margin: "50" });
  });
});

describe("lending", () => {
  const aave = venueWith({
    pools: "lending",
    collateral: ["WETH", "USDC", "wstETH"].map((asset) => ({
      asset,
      ratio: "1",
      loanToValue: "0.7",
      liquidationThreshold: "0.8",
      liquidationBonus: "0.05",
    })),
  });

  test("positions are not part of a loan", () => {
    const draft = draftWith("test", [{ symbol: "BTC/USDT:USDT", size: "1" }], { balances: [] });
    expect(misfits(draft, aave, presets).map(({ offer }) => offer)).toEqual(["Remove the positions"]);
  });

  test("a coin is held in its wrapped form, and what is not collateral is named", () => {
    const balances = [
      { asset: "ETH", amount: "2" },
      { asset: "BNB", amount: "1" },
    ];
    const draft = draftWith("test", [], { balances });
    draft.market.prices["ETH"] = "3000";
    draft.market.volatility["ETH"] = 0.6;
    expect(mendAll(draft, aave)).toEqual(["It does not take BNB as collateral: it takes WETH, USDC, wstETH."]);
    expect(draft.account.balances[0]).toEqual({ asset: "WETH", amount: "2" });
    expect(draft.market).toMatchObject({ prices: { WETH: "3000" }, volatility: { WETH: 0.6 } });
  });
});

describe("rules of another venue", () => {
  test("a fraction for every symbol in the place of a whole table is said", () => {
    const draft = draftWith("hyper", [], { currency: "USDC", rules: { maintenanceMarginFraction: "0.005" } });
    expect(misfits(draft, hyper, presets)[0]?.says).toContain("0.5% for every symbol");
    mendAll(draft, hyper);
    expect(draft.account["rules"]).toBeUndefined();
  });

  test("an efficiency mode that the venue does not have", () => {
    const draft = draftWith("hyper", [], { currency: "USDC", rules: { efficiencyMode: "eth", trigger: "below" } });
    mendAll(draft, hyper);
    expect(draft.account["rules"]).toEqual({ trigger: "below" });
  });
});

test("no venue in particular takes every quote", () => {
  const draft = draftWith("generic", [{ symbol: "BTC/EUR:EUR", size: "1" }]);
  expect(misfits(draft, venueWith({ name: "generic", maintenanceMarginFraction: "0.005" }), presets)).toEqual([]);
});

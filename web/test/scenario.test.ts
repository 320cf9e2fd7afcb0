import { describe, expect, test } from "vitest";
import { parse } from "../src/page/intake";
import { assumedCorrelation, fillMarket } from "../src/page/market-data";
import type { Preset } from "../src/page/presets";
import { coinsOf, draftFrom } from "../src/page/scenario";
import { linkedBytes } from "../src/page/storage";
import { coinOf, completeSymbol, isInverse, multiplierPlaces, shortSymbol } from "../src/page/symbol";

test.each([
  { symbol: "BTC/USDT:USDT", want: "BTC" },
  { symbol: "1000PEPE/USDT:USDT", want: "PEPE" },
  { symbol: "1000000MOG/USDT:USDT", want: "MOG" },
  { symbol: "kPEPE/USDC:USDC", want: "PEPE" },
  { symbol: "KAVA/USDT:USDT", want: "KAVA" },
  { symbol: "1INCH/USDT:USDT", want: "1INCH" },
  { symbol: "", want: "" },
])("the coin of $symbol is $want", ({ symbol, want }) => expect(coinOf(symbol)).toBe(want));

test.each([
  { typed: "btc", want: "BTC/USDT:USDT" },
  { typed: " kPEPE ", want: "kPEPE/USDT:USDT" },
  { typed: "ETH/USD:ETH", want: "ETH/USD:ETH" },
  { typed: "", want: "" },
])("$typed is completed to $want", ({ typed, want }) => expect(completeSymbol(typed, { quote: "USDT" })).toBe(want));

const listed = ["BTC/USDT:USDT", "1000PEPE/USDT:USDT", "BTC/USDC:USDC", "ZEC/USDC:USDC"];
test.each([
  { name: "a listed symbol in the usual quote comes first", typed: "btc", want: "BTC/USDT:USDT" },
  { name: "one that is listed in another quote only is taken", typed: "zec", want: "ZEC/USDC:USDC" },
  { name: "one that is listed in another unit is taken", typed: "pepe", want: "1000PEPE/USDT:USDT" },
  { name: "one that is not listed has the usual quote", typed: "wif", want: "WIF/USDT:USDT" },
])("$name", ({ typed, want }) => expect(completeSymbol(typed, { quote: "USDT" }, listed)).toBe(want));

test("an inverse venue settles in the coin", () =>
  expect(completeSymbol("eth", { quote: "USD", inverse: true })).toBe("ETH/USD:ETH"));

test.each([
  { symbol: "BTC/USD:BTC", want: true },
  { symbol: "BTC/USD:BTC-260925", want: true },
  { symbol: "BTC/USDT:USDT", want: false },
  { symbol: "BTC", want: false },
  { symbol: "", want: false },
])("$symbol is inverse: $want", ({ symbol, want }) => expect(isInverse(symbol)).toBe(want));

test.each([
  { symbol: "BTC/USDT:USDT", want: 0 },
  { symbol: "1000PEPE/USDT:USDT", want: 3 },
  { symbol: "kPEPE/USDC:USDC", want: 3 },
  { symbol: "1000000MOG/USDT:USDT", want: 6 },
])("the price of $symbol is that of its coin, $want places up", ({ symbol, want }) =>
  expect(multiplierPlaces(symbol)).toBe(want),
);

test.each([
  { name: "BTC/USDT:USDT", want: "BTC" },
  { name: "BTC/USDT:USDT#long", want: "BTC long" },
  { name: "ETH/USD:ETH", want: "ETH/USD" },
])("$name is shown as $want", ({ name, want }) => expect(shortSymbol(name, "USDT")).toBe(want));

describe("draftFrom", () => {
  test("fields the page does not know are kept, and the document is not touched", () => {
    const document = { version: 1, account: { currency: "USDT", pools: [{ name: "a" }] }, extra: [1] };
    const draft = draftFrom(document);
    expect(draft).toMatchObject(document);
    expect(draft.account.positions).toEqual([]);
    expect(document.account).not.toHaveProperty("positions");
  });

  test.each([
    { name: "a text for a list", account: { balances: "11500" }, want: "account.balances is not a list" },
    { name: "null for a list", account: { positions: null }, want: "account.positions is not a list" },
    { name: "a number in a list", account: { positions: [{}, 5] }, want: "account.positions is not a list" },
  ])("$name is refused, not replaced", ({ account, want }) => expect(() => draftFrom({ account })).toThrow(want));

  test("every container of another type is named", () =>
    expect(() => draftFrom({ account: {}, market: { prices: [], volatility: null }, simulation: 1 })).toThrow(
      /market\.prices.*market\.volatility.*simulation/,
    ));

  test.each([null, [], "text", {}, { account: 5 }])("%j is refused", (document) =>
    expect(() => draftFrom(document)).toThrow("not a scenario"),
  );
});

test("coins are everything held or traded but the currency, each once", () => {
  const account = {
    currency: "USDT",
    balances: [{ asset: "USDT" }, { asset: "ETH" }],
    positions: [{ symbol: "1000PEPE/USDT:USDT" }, { symbol: "ETH/USDT:USDT" }],
    pools: [{ balances: [{ asset: "SOL" }], positions: [{ symbol: "BTC/USDT:USDT" }] }],
  };
  expect(coinsOf(draftFrom({ account }))).toEqual(["PEPE", "ETH", "BTC", "SOL"]);
});

describe("fillMarket", () => {
  const market = {
    prices: { BTC: "90000", ETH: "3000" },
    volatility: { BTC: 0.5, ETH: 0.7 },
    correlation: {
      assets: ["BTC", "ETH"],
      matrix: [
        [1, 0.8],
        [0.8, 1],
      ],
    },
  };
  const preset: Preset = { id: "p", title: "Known", draft: draftFrom({ account: {}, market }) };
  const btc = { prices: { BTC: "1" }, volatility: { BTC: 0.1 }, correlation: { assets: ["BTC"], matrix: [[1]] } };
  const draft = (coin: string): ReturnType<typeof draftFrom> =>
    draftFrom({ account: { positions: [{ symbol: "BTC/USDT:USDT" }, { symbol: `${coin}/USDT:USDT` }] }, market: btc });

  test("what the presets know is taken from them and said", () => {
    const d = draft("ETH");
    const said = fillMarket(d, [preset]);
    expect(d.market).toMatchObject({ prices: { BTC: "1", ETH: "3000" }, volatility: { BTC: 0.1, ETH: 0.7 } });
    expect(d.market["correlation"]).toEqual({
      assets: ["BTC", "ETH"],
      matrix: [
        [1, 0.8],
        [0.8, 1],
      ],
    });
    expect(said).toEqual(['ETH: price from "Known", volatility from "Known".']);
  });

  test("what they do not know is left empty or assumed, and said", () => {
    const d = draft("XYZ");
    const said = fillMarket(d, [preset]);
    expect(d.market.prices["XYZ"]).toBe("");
    expect(d.market["correlation"]).toEqual({
      assets: ["BTC", "XYZ"],
      matrix: [
        [1, assumedCorrelation],
        [assumedCorrelation, 1],
      ],
    });
    expect(said[0]).toContain(`correlation with BTC assumed to be ${assumedCorrelation}`);
  });

  test("a wrapped coin is like its coin, and a dollar keeps its peg: both are said", () => {
    const account = { currency: "USDC", balances: [{ asset: "WETH" }], debts: [{ asset: "USDT" }] };
    const d = draftFrom({ account, market: { prices: {}, volatility: {} } });
    const said = fillMarket(d, [preset]);
    expect(d.market).toMatchObject({ prices: { WETH: "3000", USDT: "1" }, volatility: { WETH: 0.7, USDT: 0 } });
    expect(d.market["correlation"]).toEqual({
      assets: ["WETH", "USDT"],
      matrix: [
        [1, 0],
        [0, 1],
      ],
    });
    expect(said).toEqual([
      'WETH: price from "Known", volatility from "Known".',
      "USDT: price 1 and volatility 0, as if it kept its peg.",
    ]);
  });

  test("a coin and what stands for it move together", () => {
    const account = { balances: [{ asset: "ETH" }, { asset: "WETH" }, { asset: "BTC" }] };
    const d = draftFrom({ account, market: { prices: {}, volatility: {} } });
    fillMarket(d, [preset]);
    expect(d.market["correlation"]).toEqual({
      assets: ["ETH", "WETH", "BTC"],
      matrix: [
        [1, 1, 0.8],
        [1, 1, 0.8],
        [0.8, 0.8, 1],
      ],
    });
  });

  test("nothing is done twice", () => {
    const d = draft("ETH");
    fillMarket(d, [preset]);
    expect(fillMarket(d, [preset])).toEqual([]);
  });
});

describe("a link", () => {
  const coded = btoa(JSON.stringify({ account: { currency: "USDC" } }))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
  test("holds the bytes of a document", () => {
    const text = new TextDecoder().decode(linkedBytes(`#scenario=${coded}`));
    expect(text).toBe('{"account":{"currency":"USDC"}}');
  });
  test.each(["", "#other", "#scenario=", "#scenario=%%"])("%j holds none", (hash) =>
    expect(linkedBytes(hash)).toHaveLength(0),
  );
});

test("decimals written as numbers become text", () => {
  expect(parse('{"size": 0.1, "amount": "5", "volatility": {"BTC": 0.5}}')).toEqual({
    size: "0.1",
    amount: "5",
    volatility: { BTC: 0.5 },
  });
});

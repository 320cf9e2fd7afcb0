import { expect, test } from "vitest";
import { marketMark } from "../src/page/market-data";
import { renameIn } from "../src/page/position-edits";
import { type Draft, draftFrom } from "../src/page/scenario";
import { dropUnused } from "../src/page/unused";

/** BTC is held; of OTHER only the market data is there. */
function draftWith(price: string, volatility: string | number, entry: number | string = 0.5): Draft {
  return draftFrom({
    account: { currency: "USDT", positions: [{ symbol: "BTC/USDT:USDT", size: "1", entryPrice: "5" }] },
    market: {
      prices: { BTC: "", OTHER: price },
      volatility: { BTC: "", OTHER: volatility },
      correlation: {
        assets: ["BTC", "OTHER"],
        matrix: [
          [1, entry],
          [entry, 1],
        ],
      },
    },
  });
}

test.each([
  { name: "nothing was entered", draft: draftWith("", "") },
  { name: "only the price was entered", draft: draftWith("12", "") },
  { name: "only the volatility was entered", draft: draftWith("", 0.5) },
  { name: "the price is no number", draft: draftWith("abc", 0.5) },
  { name: "a correlation is no number", draft: draftWith("12", 0.5, "x") },
])("an unused coin goes where $name, and what is used stays", ({ draft }) => {
  dropUnused(draft);
  expect(draft.market).toEqual({
    prices: { BTC: "" },
    volatility: { BTC: "" },
    correlation: { assets: ["BTC"], matrix: [[1]] },
  });
});

test("an unused coin with complete data stays", () => {
  const draft = draftWith("12", 0.5);
  dropUnused(draft);
  expect(draft.market.prices).toHaveProperty("OTHER");
});

test("a typo in a symbol leaves nothing behind once it is corrected", () => {
  const draft = draftWith("12", 0.5);
  renameIn(draft, "account.positions[0]", "SOLL/USDT:USDT", []);
  expect(draft.market.prices).toHaveProperty("SOLL", "");
  renameIn(draft, "account.positions[0]", "SOL/USDT:USDT", []);
  expect(JSON.stringify(draft)).not.toContain("SOLL");
});

test("an entry price that the page filled in goes with the name, one that was typed stays", () => {
  const draft = draftWith("12", 0.5);
  const [typed] = draft.account.positions;
  const added = { symbol: "", size: "1", entryPrice: "" };
  draft.account.positions.push(added);
  expect(renameIn(draft, "account.positions[1]", "OTHER/USDT:USDT", [])).toEqual([
    "Entry price of OTHER: the mark price, until you enter yours.",
  ]);
  expect(added.entryPrice).toBe("12");
  renameIn(draft, "account.positions[1]", "DOGE/USDT:USDT", []);
  expect(added.entryPrice).toBe("");
  renameIn(draft, "account.positions[0]", "OTHER/USDT:USDT", []);
  expect(typed).toMatchObject({ entryPrice: "5" });
});

test.each([
  { symbol: "OTHER/USDT:USDT", want: "0.0125" },
  { symbol: "1000OTHER/USDT:USDT", want: "12.5" },
  { symbol: "NONE/USDT:USDT", want: "" },
])("the market price of $symbol is $want", ({ symbol, want }) =>
  expect(marketMark(draftWith("0.0125", 0.5), symbol)).toBe(want),
);

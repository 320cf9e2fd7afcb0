import { expect, test } from "vitest";
import { sentence } from "../src/page/words";

const decimal = "a decimal, as a string or a number";
const share = "a number at least 0 and at most 100";

// Paths, gots and wants as the engine sends them.
test.each([
  { path: "account.positions[0].size", got: "", want: decimal, says: "needs a number, not an empty field." },
  {
    path: "market.volatility.BTC",
    got: 'the string ""',
    want: "a finite number",
    says: "needs a number, not an empty field.",
  },
  { path: "market.volatility.BTC", got: 'the string "abc"', want: "a finite number", says: "needs a number, not abc." },
  { path: "account.balances", got: 'the string "11500"', want: "an array", says: "needs a list, not 11500." },
  { path: "account.positions[0].size", got: "0", want: "a non-zero decimal", says: "needs a non-zero number, not 0." },
  {
    path: "account.positions[0].entryPrice",
    got: "0,5",
    want: decimal,
    says: "needs a number, not 0,5. Write decimals after a point, and no commas.",
  },
  {
    path: "account.rules.maintenanceMarginFraction",
    got: "5",
    want: "a fraction in [0, 1)",
    says: "needs a percentage from 0% to below 100%, not 500%.",
  },
  {
    path: "account.positions[0].symbol",
    got: "WIF/USDC:USDC",
    want: "a symbol of hyperliquid or of account.rules.tiers",
    says: "needs a symbol that hyperliquid lists, or a maintenance margin for others in the rules above, not WIF/USDC:USDC.",
  },
  {
    path: "market.volatility.BTC",
    got: "1000",
    want: share,
    says: "needs a number at least 0% and at most 10000%, not 100000%.",
  },
  {
    path: "simulation.horizonHours",
    got: "-1",
    want: share,
    says: "needs a number at least 0 and at most 100, not -1.",
  },
])("$got at $path in words", ({ says, ...error }) => expect(sentence(error)).toBe(says));

import { expect, test } from "vitest";
import { misfits } from "../src/page/fit";
import { groupsOf, presets } from "../src/page/presets";
import { venueOf } from "../src/page/venue-book";
import { formOf } from "../src/page/venue-form";
import { venueWith } from "./venue";

test("every example is in one group, and the basket on Binance comes first", () => {
  const groups = groupsOf(presets);
  expect(groups.flatMap(([, members]) => members)).toHaveLength(presets.length);
  expect(groups.map(([label]) => label)).toEqual(["Binance", "Other venues", "Loans", "No venue"]);
  expect(groups[0]?.[1][0]?.id).toBe("blue-chip-cross");
});

// What the venues trade, from their documentation: quote and settlement of a perpetual of BTC.
test.each([
  { venue: "binance-usdm", quote: "USDT", inverse: false },
  { venue: "binance-usdm-multi", quote: "USDT", inverse: false },
  { venue: "binance-coinm", quote: "USD", inverse: true },
  { venue: "bybit-uta", quote: "USDT", inverse: false },
  { venue: "hyperliquid", quote: "USDC", inverse: false },
  { venue: "dydx-v3", quote: "USDC", inverse: false },
  { venue: "dydx-v4", quote: "USDC", inverse: false },
  { venue: "gmx-v1", quote: "USD", inverse: false },
  { venue: "gmx-v2", quote: "USD", inverse: false },
])("$venue trades in $quote", ({ venue, quote, inverse }) =>
  expect(formOf(venueWith({ name: venue }), presets)).toMatchObject({ quote, inverse }),
);

test.each(presets.map((preset) => ({ id: preset.id, preset })))("$id is in the form of its venue", ({ preset }) => {
  const venue = venueWith({ name: venueOf(preset.draft), maintenanceMarginFraction: "0.01" });
  expect(misfits(preset.draft, venue, presets).filter(({ offer }) => offer?.startsWith("Rewrite"))).toEqual([]);
});

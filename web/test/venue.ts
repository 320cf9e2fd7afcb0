import type { Venue } from "../src/wire.gen";

/** A venue with nothing in it but what a test gives. */
export function venueWith(more: Partial<Venue>): Venue {
  return {
    version: 1,
    name: "test",
    label: "Test",
    asOf: "2026-01-01",
    dates: ["2026-01-01"],
    source: "",
    pools: "isolatedAndCross",
    wallets: "one",
    trigger: "below",
    thresholds: [],
    actions: [],
    notes: [],
    symbols: [],
    ...more,
  };
}

/** Listed symbols without tiers that matter. */
export function listing(...names: string[]): Venue["symbols"] {
  return names.map((symbol) => ({ symbol, tiers: [] }));
}

/** Symbols and classes of market. */
export function marketsOf(...names: string[]): NonNullable<Venue["markets"]> {
  return names.map((name) => ({ name, initialMarginFraction: "0.1", maintenanceMarginFraction: "0.05" }));
}

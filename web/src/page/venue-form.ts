import type { Venue } from "../wire.gen";
import type { Preset } from "./presets";
import { currencyOf, objects, text } from "./scenario";
import { coinOf, isInverse, multiplierPlaces, partsOf } from "./symbol";
import { venueOf } from "./venue-book";

/** How a venue writes its symbols and counts money. */
export interface Form {
  /** The currency of an account there. */
  currency: string;
  quote: string;
  /** Settled in the base, with sizes in contracts. */
  inverse: boolean;
}

/** It is no venue in particular, so every quote is its own. */
const noVenue = "generic";

/** What has been made of a venue's tables, which do not change: some have hundreds of symbols. */
const made = new WeakMap<Venue, { symbols: string[]; keys: Set<string> }>();

function listing(venue: Venue): { symbols: string[]; keys: Set<string> } {
  const known = made.get(venue);
  if (known) return known;
  const markets = (venue.markets ?? []).map(({ name }) => name).filter((name) => name.includes("/"));
  const symbols = [...venue.symbols.map(({ symbol }) => symbol), ...markets];
  const found = { symbols, keys: new Set(symbols.map(keyOf)) };
  made.set(venue, found);
  return found;
}

/** Symbols with tiers or fractions of their own, without the classes of market. */
export function listedBy(venue: Venue): readonly string[] {
  return listing(venue).symbols;
}

/** Names of classes of market that a symbol which is not listed can be put in. */
export function classesOf(venue: Venue): string[] {
  return (venue.markets ?? []).map(({ name }) => name).filter((name) => !name.includes("/"));
}

/** Returns the form of a venue: that of its example, else of its first symbol; none where it has no positions or no form. */
export function formOf(venue: Venue, presets: readonly Preset[]): Form | undefined {
  if (venue.name === noVenue || venue.pools === "lending") return undefined;
  for (const { draft } of presets) {
    const symbol = text(objects(draft.account.positions)[0]?.["symbol"]);
    if (venueOf(draft) !== venue.name || !symbol.includes("/")) continue;
    return { currency: currencyOf(draft), quote: partsOf(symbol).quote, inverse: isInverse(symbol) };
  }
  const first = listedBy(venue)[0];
  return first === undefined
    ? undefined
    : { currency: partsOf(first).quote, quote: partsOf(first).quote, inverse: isInverse(first) };
}

/** Whether the venue's tables have the symbol, in any unit. */
export function isListed(venue: Venue, symbol: string): boolean {
  return listing(venue).keys.has(keyOf(symbol));
}

/** Whether a symbol is written as the venue does, be it listed or not. */
export function isInForm(venue: Venue, form: Form, symbol: string): boolean {
  if (isListed(venue, symbol)) return true;
  const hasContracts = venue.contractSizes !== undefined || venue.otherContractSize !== undefined;
  if (hasContracts && !form.inverse) return true; // linear and inverse ones, in any quote
  return isInverse(symbol) === form.inverse && partsOf(symbol).quote === form.quote;
}

/** Returns the venue's own name for what the symbol trades, in its form. The unit of size stays, but for inverse contracts. */
export function inForm(venue: Venue, form: Form, symbol: string): string {
  const same = listedBy(venue).filter(
    (listed) => coinOf(listed) === coinOf(symbol) && multiplierPlaces(listed) === multiplierPlaces(symbol),
  );
  const listed = same.find((name) => partsOf(name).quote === form.quote) ?? same[0];
  const { base } = partsOf(symbol);
  return listed ?? `${base}/${form.quote}:${form.inverse ? base : form.quote}`;
}

/** What one contract of an inverse symbol stands for, in its quote asset, as the venue has it. */
export function contractSizeAt(venue: Venue | undefined, symbol: string): string | undefined {
  return venue?.contractSizes?.[coinOf(symbol)] ?? venue?.otherContractSize;
}

/** The symbol by its coin, without a multiplier. */
function keyOf(symbol: string): string {
  return coinOf(symbol) + symbol.slice(symbol.indexOf("/"));
}

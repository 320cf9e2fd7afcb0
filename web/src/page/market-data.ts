import { appendAsset, correlationOf, entry } from "./correlation";
import { shift } from "./percent";
import type { Preset } from "./presets";
import { coinsOf, type Draft, text } from "./scenario";
import { coinOf, multiplierPlaces } from "./symbol";

/** Correlation with a coin of which the presets know nothing. It is shown and said, never silent. */
export const assumedCorrelation = 0.6;

/** Returns the mark price of a symbol as the market of the draft has it, in the symbol's own unit; empty if it has none. */
export function marketMark(draft: Draft, symbol: string): string {
  return shift(text(draft.market.prices[coinOf(symbol)]).trim(), multiplierPlaces(symbol)) ?? "";
}

/**
 * Adds market data for coins that the draft has begun to use: price, volatility and correlation from the presets where
 * they have them, else an empty price and volatility and assumedCorrelation. Changes the draft; returns one sentence for
 * each coin that says what was filled in.
 */
export function fillMarket(draft: Draft, presets: readonly Preset[]): string[] {
  return coinsOf(draft).flatMap((coin) => fillCoin(draft, coin, presets));
}

function fillCoin(draft: Draft, coin: string, presets: readonly Preset[]): string[] {
  const { prices, volatility } = draft.market;
  const said: string[] = [];
  const source = presets.find(({ draft: d }) => coin in d.market.prices && coin in d.market.volatility);
  if (!(coin in prices)) {
    prices[coin] = source?.draft.market.prices[coin] ?? "";
    said.push(source ? `price from "${source.title}"` : "no price yet: enter one");
  }
  if (!(coin in volatility)) {
    volatility[coin] = source?.draft.market.volatility[coin] ?? "";
    said.push(source ? `volatility from "${source.title}"` : "no volatility yet: enter one");
  }
  said.push(...fillCorrelation(draft, coin, presets));
  return said.length > 0 ? [`${coin}: ${said.join(", ")}.`] : [];
}

function fillCorrelation(draft: Draft, coin: string, presets: readonly Preset[]): string[] {
  let correlation = correlationOf(draft);
  if (!correlation) {
    if (draft.market["correlation"] !== undefined) return []; // of another form: the engine says what is wrong with it
    correlation = { assets: [], matrix: [] };
    draft.market["correlation"] = correlation as never;
  }
  if (correlation.assets.includes(coin)) return [];
  const assumed: string[] = [];
  const entries = correlation.assets.map((other) => {
    for (const preset of presets) {
      const known = entry(correlationOf(preset.draft), coin, other);
      if (known !== undefined) return known;
    }
    assumed.push(other);
    return assumedCorrelation;
  });
  appendAsset(correlation, coin, entries);
  return assumed.length > 0 ? [`correlation with ${assumed.join(", ")} assumed to be ${assumedCorrelation}`] : [];
}

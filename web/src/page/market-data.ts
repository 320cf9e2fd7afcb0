import { appendAsset, correlationOf, entry } from "./correlation";
import type { Json } from "./path";
import { shift } from "./percent";
import type { Preset } from "./presets";
import { coinsOf, currencyOf, type Draft, text } from "./scenario";
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

/** Tokens that stand for one coin each: what is known of the coin is theirs. */
const standsFor: Record<string, string> = { WETH: "ETH", WBTC: "BTC" };

/** Coins that are meant to be worth a dollar, in accounts that count in one. */
export const dollars = ["USD", "USDT", "USDC", "DAI", "BUSD", "FDUSD"];

function fillCoin(draft: Draft, coin: string, presets: readonly Preset[]): string[] {
  const { prices, volatility } = draft.market;
  const said: string[] = [];
  if (dollars.includes(coin) && dollars.includes(currencyOf(draft)) && !(coin in prices) && !(coin in volatility)) {
    prices[coin] = "1";
    volatility[coin] = 0;
    said.push("price 1 and volatility 0, as if it kept its peg");
  }
  const like = standsFor[coin] ?? coin;
  const known = [draft, ...presets.map(({ draft }) => draft)];
  const source = known.find(({ market }) => hasData(market.prices[like]) && hasData(market.volatility[like]))?.market;
  const from = source === draft.market ? like : (presets.find(({ draft }) => draft.market === source)?.title ?? "");
  if (!(coin in prices)) {
    prices[coin] = source?.prices[like] ?? "";
    said.push(source ? `price from "${from}"` : "no price yet: enter one");
  }
  if (!(coin in volatility)) {
    volatility[coin] = source?.volatility[like] ?? "";
    said.push(source ? `volatility from "${from}"` : "no volatility yet: enter one");
  }
  said.push(...fillCorrelation(draft, coin, presets));
  return said.length > 0 ? [`${coin}: ${said.join(", ")}.`] : [];
}

function hasData(value: Json | undefined): boolean {
  return text(value).trim() !== "";
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
  const own = correlation;
  const like = (name: string): string => standsFor[name] ?? name;
  const entries = correlation.assets.map((other) => {
    for (const known of [own, ...presets.map(({ draft }) => correlationOf(draft))]) {
      const found = entry(known, like(coin), like(other)); // 1 for a coin and what stands for it
      if (found !== undefined) return found;
    }
    if (dollars.includes(coin) || dollars.includes(other)) return 0; // a peg does not move with them
    assumed.push(other);
    return assumedCorrelation;
  });
  appendAsset(correlation, coin, entries);
  return assumed.length > 0 ? [`correlation with ${assumed.join(", ")} assumed to be ${assumedCorrelation}`] : [];
}

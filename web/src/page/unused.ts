import { correlationOf, dropAsset } from "./correlation";
import type { Json } from "./path";
import { coinsOf, type Draft, isObject, text } from "./scenario";

/**
 * Drops the market data of coins that nothing uses any more where it is empty, half entered or no number: such coins
 * have no inputs, so nobody could mend them. Complete data of unused coins stays, as does all of used ones. Changes the
 * draft.
 */
export function dropUnused(draft: Draft): void {
  const used = new Set(coinsOf(draft));
  const { prices, volatility } = draft.market;
  const correlation = correlationOf(draft);
  const names = new Set([...Object.keys(prices), ...Object.keys(volatility), ...(correlation?.assets ?? [])]);
  for (const coin of names) {
    if (used.has(coin)) continue;
    const row = correlation?.matrix[correlation.assets.indexOf(coin)];
    if (isPrice(prices[coin]) && isVolatility(volatility[coin]) && (row ?? []).every(isCorrelation)) continue;
    delete prices[coin];
    delete volatility[coin];
    for (const group of ["drift", "volatilityStdErr"]) {
      const figures = draft.market[group];
      if (isObject(figures)) delete figures[coin];
    }
    if (correlation) dropAsset(correlation, coin);
  }
}

function isPrice(value: Json | undefined): boolean {
  return text(value).trim() !== "" && Number(text(value)) > 0;
}

function isVolatility(value: Json | undefined): boolean {
  return typeof value === "number" && value >= 0;
}

function isCorrelation(value: Json): boolean {
  return typeof value === "number" && Math.abs(value) <= 1;
}

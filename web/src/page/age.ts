const day = 86_400_000;

/** From this age on a volatility forecasts clearly worse (docs/VALIDATION.md: age of the volatility). */
const old = 30;

/** Whole days from a time in ISO 8601 to now; NaN where it is none. */
export function daysOld(time: string, now: Date): number {
  return Math.floor((now.getTime() - Date.parse(time)) / day);
}

/** How old a market's figures are, as a sentence; nothing where the document does not say, or they are of today or later. */
export function ageOf(asOf: string, now: Date): string | undefined {
  const days = daysOld(asOf, now);
  if (!(days >= 1)) return undefined;
  const age = `These figures are ${days} day${days === 1 ? "" : "s"} old.`;
  return days < old ? age : `${age} The older a volatility, the worse it forecasts: give one of today.`;
}

/** What to say beside a probability that is smaller than any model of prices is good for. */
export function beyondModel(probability: number): string {
  return probability > 0 && probability < 0.005 ? "under 0.5%: there the model is the limit, not the simulation" : "";
}

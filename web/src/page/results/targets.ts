import { levelAt, type LevelCurve, type Reading } from "../../chart/level-curve";
import { number, percent } from "../format";

/** Probabilities that people aim at, as fractions, from a likely one to a rare one. */
const targets = [0.5, 0.2, 0.1, 0.05, 0.01, 0.001];

/** What it takes for a pool to be liquidated with a probability. */
export interface Target {
  probability: number;
  /** Collateral to add, negative for what can be taken out. */
  added: Reading;
  /** Leverage then, where the pool has a curve of it. */
  leverage: Reading | undefined;
}

/** Returns what the curves say it takes to get to each of the usual probabilities that they reach. */
export function targetsOf(collateral: LevelCurve, leverage: LevelCurve | undefined): Target[] {
  return targets.flatMap((probability) => {
    const added = levelAt(collateral, probability);
    return added ? [{ probability, added, leverage: leverage && levelAt(leverage, probability) }] : [];
  });
}

/**
 * Says in a sentence what it takes, with three digits rounded to the safe side, and between what it lies where that is more
 * than rounding: "For 1%: add 970 USDT (961 to 979), leverage 2.3×."
 */
export function targetSentence({ probability, added, leverage }: Target, currency: string): string {
  const [level, low, high] = [added.level, added.low, added.high].map(roundUp) as [number, number, number];
  const verb = level >= 0 ? "add" : "take out up to";
  const figure = (value: number): string => digits(level >= 0 ? value : -value);
  const [from, to] = level >= 0 ? [low, high] : [high, low];
  const range = from === to || (from === level && to === level) ? "" : ` (${figure(from)} to ${figure(to)})`;
  const rest = leverage ? `, leverage ${times(leverage.level)}` : "";
  return `For ${percent(probability, probability < 0.01 ? 1 : 0)}: ${verb} ${figure(level)} ${currency}${range}${rest}.`;
}

/** Three significant digits, upward: more to add, less to take out. */
export function roundUp(value: number): number {
  if (value === 0) return 0;
  const unit = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 2);
  return Math.ceil(value / unit - 1e-9) * unit;
}

/** An amount of the account's currency in three digits. */
export function money(value: number, currency: string): string {
  return `${digits(value)} ${currency}`;
}

function digits(value: number): string {
  return number(value, { maximumSignificantDigits: 3 });
}

/** A leverage in three digits. */
export function times(value: number): string {
  return `${number(value, { maximumSignificantDigits: 3 })}×`;
}

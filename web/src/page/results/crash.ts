import type { PoolState, Stress, StressAsset } from "../../wire.gen";
import { number, percent } from "../format";
import { poolLabel } from "../pool-label";

/** How many falls of prices are written out. */
const most = 4;

/** Names an event for people by its day or month: 2020-03-12, 2022-05. */
export function dateOf(event: string, locale?: string): string {
  const [year, month, day] = event.split("-").map(Number);
  return new Intl.DateTimeFormat(locale, {
    year: "numeric",
    month: "long",
    ...(day === undefined ? {} : { day: "numeric" }),
    timeZone: "UTC",
  }).format(Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1));
}

/** Says how far the prices of the account's assets fall: * for an asset without prices then, ≥ for one that fell no further. */
export function fallsOf(assets: readonly StressAsset[], locale?: string): string {
  const moving = assets.filter(({ basis }) => basis !== "held");
  if (moving.length === 0) return "no price of this account moves";
  const falls = moving.slice(0, most).map(({ asset, basis, low, high }) => {
    const move = low < 0 ? low : high; // in a currency that falls itself, others rise
    return `${asset} ${basis === "bound" ? "≥\u00a0" : ""}${percent(move, 0, locale)}${basis === "median" ? "*" : ""}`;
  });
  if (moving.length > most) falls.push(`${moving.length - most} more`);
  return falls.join(", ");
}

/** Says what an event does to the account: which pool goes first, or that none does. */
export function outcomeOf({ pools }: Stress, states: readonly PoolState[], currency: string): string {
  const gone = pools
    .filter(({ liquidated }) => liquidated)
    .sort((a, b) => (a.hoursToLiquidation ?? 0) - (b.hoursToLiquidation ?? 0));
  const first = gone[0];
  if (first === undefined) return "survives";
  const after = first.hoursToLiquidation === 0 ? "at once" : `after ${hours(first.hoursToLiquidation ?? 0)}`;
  const held = pools.filter((pool) => pool.liquidated || pool.lowestEquityToMaintenance !== null);
  if (held.length === 1) return `liquidated ${after}`;
  return `${gone.length} of ${held.length} pools liquidated, the first (${poolLabel(first.name, currency, states)}) ${after}`;
}

/** Says up to which multiple of an event's moves a pool, or every pool, survives. */
export function roomOf(scale: number | null, locale?: string): string {
  if (scale === null) return `> 4×`;
  return `${number(scale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }, locale)}×`;
}

/** Writes hours to the hour, which is what the hourly data supports. */
export function hours(h: number, locale?: string): string {
  return h < 1 ? "less than 1\u00a0h" : `${number(h, { maximumFractionDigits: 0 }, locale)}\u00a0h`;
}

/** Writes a ratio of equity to maintenance margin: below 0 the margin is more than gone. */
export function ratioOf(ratio: number | null, locale?: string): string {
  if (ratio === null) return "–";
  return ratio < 0 ? "< 0" : number(ratio, { maximumFractionDigits: 2 }, locale);
}

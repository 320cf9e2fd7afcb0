import type { Calibration } from "../../wire.gen";
import { appendAsset, correlationOf, type DraftCorrelation } from "../correlation";
import { assumedCorrelation } from "../market-data";
import type { Json, JsonObject } from "../path";
import { coinsOf, type Draft, isObject, text } from "../scenario";

/** The coins of a calibration that the draft's account uses, in its order. */
export function usedCoins(draft: Draft, calibration: Calibration): string[] {
  return coinsOf(draft).filter((coin) => coin in calibration.market.prices);
}

/**
 * Takes the figures of a calibration into the market of a draft: volatility, or its term where there is one, correlation,
 * the model they are for and the time they are of; prices only where they are asked for or missing. Figures of other coins stay.
 * Changes the draft; returns what was done, in sentences.
 */
export function applyCalibration(draft: Draft, calibration: Calibration, prices: boolean): string[] {
  const { market } = draft;
  const from = calibration.market;
  const coins = usedCoins(draft, calibration);
  const others = coinsOf(draft).filter((coin) => !coins.includes(coin));
  for (const coin of coins) {
    if (prices || text(market.prices[coin]).trim() === "") market.prices[coin] = text(from.prices[coin]);
    market.volatility[coin] = from.volatility?.[coin] ?? null;
    put(market, "volatilityStdErr", coin, from.volatilityStdErr?.[coin]);
    const term = from.volatilityTerm?.[coin];
    put(market, "volatilityTerm", coin, term && { ...term });
  }
  const model = isObject(market["model"]) ? market["model"] : {};
  const same = (text(model["kind"]) || "vol-mixture") === from.model?.kind;
  market["model"] = { ...(same && model), ...(from.model as unknown as JsonObject) };
  const said = [
    `Took the figures of ${list(coins)}: ${coins.length > 1 ? "volatility and correlation" : "volatility"}${prices ? " and prices" : ""}.`,
  ];
  said.push(...applyCorrelation(draft, calibration, coins));
  if (others.length > 0)
    said.push(
      `Those of ${list(others)} are as they were${coins.length > 1 ? "; correlations fit together best with files of all coins" : ""}.`,
    );
  // The age that is shown is that of the oldest figure.
  const before = text(market["asOf"]);
  const older = others.length > 0 && Date.parse(before) < Date.parse(from.asOf ?? "");
  if (from.asOf !== undefined && !older) market["asOf"] = from.asOf;
  addNote(draft, calibration, coins);
  return said;
}

/** Sets or removes one member of a group of the market, and the group with its last member. */
function put(market: JsonObject, group: string, coin: string, value: Json | undefined): void {
  const now: JsonObject = isObject(market[group]) ? market[group] : {};
  if (value === undefined) delete now[coin];
  else now[coin] = value;
  if (Object.keys(now).length > 0) market[group] = now;
  else delete market[group];
}

function applyCorrelation(draft: Draft, { market }: Calibration, coins: readonly string[]): string[] {
  const found = market.correlation;
  if (!found || coins.length < 2) return [];
  const value = (a: string, b: string): number => found.matrix[found.assets.indexOf(a)]?.[found.assets.indexOf(b)] ?? 0;
  let own = correlationOf(draft);
  if (!own) {
    own = { assets: [], matrix: [] };
    draft.market["correlation"] = own as never;
  }
  const assumed: string[] = [];
  for (const coin of coins) {
    if (own.assets.includes(coin)) continue;
    const strange = own.assets.filter((other) => !coins.includes(other));
    assumed.push(...strange.map((other) => `${coin} with ${other}`));
    appendAsset(
      own,
      coin,
      own.assets.map((other) => (coins.includes(other) ? value(coin, other) : assumedCorrelation)),
    );
  }
  for (const a of coins) for (const b of coins) if (a !== b) set(own, a, b, value(a, b));
  return assumed.length > 0
    ? [`The correlation of ${list(assumed)} was missing and is assumed to be ${assumedCorrelation}.`]
    : [];
}

function set(correlation: DraftCorrelation, a: string, b: string, value: number): void {
  const row = correlation.matrix[correlation.assets.indexOf(a)];
  if (row) row[correlation.assets.indexOf(b)] = value;
}

const noteStart = "From price files: ";

/** Says in the scenario's own notes where its figures are from. A note of an earlier calibration of the same coins goes. */
function addNote(draft: Draft, { diagnostics, market }: Calibration, coins: readonly string[]): void {
  const notes = draft["notes"];
  if (notes !== undefined && !Array.isArray(notes)) return;
  const files = diagnostics.assets.filter(({ asset }) => coins.includes(asset)).map(({ file }) => file);
  const head = `${noteStart}volatility and correlation of ${list(coins)}, `;
  const kinds = [
    `volatility ${diagnostics.volatility}`,
    ...(diagnostics.correlation ? [`correlation ${diagnostics.correlation.kind}`] : []),
  ];
  const note = `${head}by calibrate for ${market.model?.kind ?? ""} on ${list(files)}, ${day(diagnostics.window.from)} to ${day(diagnostics.window.to)} (${kinds.join(", ")}). Notes below may describe figures from before.`;
  draft["notes"] = [note, ...(notes ?? []).filter((other) => !text(other).startsWith(head))];
}

/** The date of a time in ISO 8601. */
export function day(time: string): string {
  return time.slice(0, 10);
}

/** Names in a sentence. */
export function list(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

import type { Json, JsonObject } from "./path";
import { coinOf } from "./symbol";

/**
 * The document being edited: a scenario as the contract describes it, in which a field may hold any text its owner has
 * typed so far. The engine judges it; the page never repairs or drops a field it does not know.
 */
export interface Draft extends JsonObject {
  version: number;
  account: DraftAccount;
  market: DraftMarket;
  simulation: JsonObject;
}

export interface DraftAccount extends JsonObject {
  balances: JsonObject[];
  positions: JsonObject[];
}

export interface DraftMarket extends JsonObject {
  prices: JsonObject;
  volatility: JsonObject;
}

/** Takes a parsed document for a draft: fills in the containers that the page edits. Throws a plain sentence if it is no scenario. */
export function draftFrom(document: unknown): Draft {
  if (!isObject(document) || !isObject(document["account"])) {
    throw new Error('This is not a scenario: it has no "account".');
  }
  const draft = structuredClone(document) as JsonObject;
  const account = draft["account"] as JsonObject;
  account["balances"] = objects(account["balances"]);
  account["positions"] = objects(account["positions"]);
  const market = isObject(draft["market"]) ? draft["market"] : {};
  market["prices"] = isObject(market["prices"]) ? market["prices"] : {};
  market["volatility"] = isObject(market["volatility"]) ? market["volatility"] : {};
  draft["market"] = market;
  draft["simulation"] = isObject(draft["simulation"]) ? draft["simulation"] : {};
  return draft as Draft;
}

/** Returns the account's currency. */
export function currencyOf(draft: Draft): string {
  const currency = draft.account["currency"];
  return typeof currency === "string" && currency !== "" ? currency : "USDT";
}

/** Returns the coins whose price moves the account, in order of appearance: everything held, owed or traded. */
export function coinsOf(draft: Draft): string[] {
  const { balances, positions } = draft.account;
  const pools = objects(draft.account["pools"]);
  const holdings = [balances, objects(draft.account["debts"])].flat();
  const traded = [...positions];
  for (const pool of pools) {
    holdings.push(...objects(pool["balances"]), ...objects(pool["debts"]));
    traded.push(...objects(pool["positions"]));
  }
  const names = [...traded.map((p) => coinOf(text(p["symbol"]))), ...holdings.map((h) => text(h["asset"]))];
  const currency = currencyOf(draft);
  return [...new Set(names)].filter((name) => name !== "" && name !== currency);
}

/** Returns a field as the text to show in its input. */
export function text(value: Json | undefined): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** Returns the objects of an array; anything else is left out. */
export function objects(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

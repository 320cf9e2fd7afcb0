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

/**
 * Takes a parsed document for a draft: adds the containers that the page edits where they are left out. Throws a plain
 * sentence if it is no scenario or one of them is of another type: nothing that is there is replaced.
 */
export function draftFrom(document: unknown): Draft {
  if (!isObject(document) || !isObject(document["account"])) {
    throw new Error('This is not a scenario: it has no "account".');
  }
  const draft = structuredClone(document) as JsonObject;
  const wrong: string[] = [];
  const group = (parent: JsonObject, key: string, path: string): JsonObject => {
    const value = parent[key] === undefined ? (parent[key] = {}) : parent[key];
    if (isObject(value)) return value;
    wrong.push(`${path} is not a group of fields`);
    return {};
  };
  const list = (parent: JsonObject, key: string, path: string): void => {
    const value = parent[key] === undefined ? (parent[key] = []) : parent[key];
    if (!Array.isArray(value) || !value.every(isObject)) wrong.push(`${path} is not a list of groups of fields`);
  };
  const account = draft["account"] as JsonObject;
  list(account, "balances", "account.balances");
  list(account, "positions", "account.positions");
  const market = group(draft, "market", "market");
  group(market, "prices", "market.prices");
  group(market, "volatility", "market.volatility");
  group(draft, "simulation", "simulation");
  if (wrong.length > 0) throw new Error(`This is not a scenario: ${wrong.join(", ")}.`);
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

/** Whether the account is a loan: its venue lends and it has no positions of its own. */
export function isLending(draft: Draft, venue: { pools: string } | undefined): boolean {
  const lends = venue ? venue.pools === "lending" : objects(draft.account["debts"]).length > 0;
  return lends && draft.account.positions.length === 0;
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

import type { Venue } from "../wire.gen";
import { fillMarket, marketMark } from "./market-data";
import { getAt, type JsonObject } from "./path";
import type { Preset } from "./presets";
import { rulesOf } from "./rules";
import { currencyOf, type Draft, isObject, objects, text } from "./scenario";
import { isInverse } from "./symbol";
import { dropUnused } from "./unused";
import { contractSizeAt, type Form, inForm, isInForm } from "./venue-form";

/** Every position of the draft with its path. */
export function placedPositions(draft: Draft): { path: string; position: JsonObject }[] {
  const lists = ["account", ...objects(draft.account["pools"]).map((_, i) => `account.pools[${i}]`)];
  return lists.flatMap((list) =>
    objects(getAt(draft, `${list}.positions`)).map((position, i) => ({ path: `${list}.positions[${i}]`, position })),
  );
}

/** Writes the symbols that are not in the venue's form in it, and the account in another currency, one to one. */
export function rewrite(draft: Draft, venue: Venue, form: Form, currency: string, presets: readonly Preset[]): void {
  for (const { position } of placedPositions(draft)) {
    const symbol = text(position["symbol"]);
    if (!symbol.includes("/") || isInForm(venue, form, symbol)) continue;
    const name = inForm(venue, form, symbol);
    if (isInverse(symbol) !== isInverse(name)) convert(draft, venue, position, name);
    position["symbol"] = name;
  }
  const before = currencyOf(draft);
  if (currency !== before) {
    draft.account["currency"] = currency;
    const pools = [draft.account, ...objects(draft.account["pools"])];
    for (const holding of pools.flatMap((pool) => [...objects(pool["balances"]), ...objects(pool["debts"])]))
      if (holding["asset"] === before) holding["asset"] = currency;
  }
  dropUnused(draft);
  fillMarket(draft, presets);
}

/** Converts size and isolated margin between coins and contracts at the mark price: whole contracts, or six digits of a coin. */
function convert(draft: Draft, venue: Venue, position: JsonObject, name: string): void {
  const toContracts = isInverse(name);
  const inverse = toContracts ? name : text(position["symbol"]);
  const each = Number(contractSizeAt(venue, inverse) ?? text(ownContractSize(draft, inverse)));
  const mark = Number(text(position["markPrice"]) || marketMark(draft, text(position["symbol"])));
  const scale = (key: string, factor: number, whole: boolean): void => {
    const value = Number(text(position[key])) * factor;
    if (text(position[key]) !== "" && Number.isFinite(value))
      position[key] = whole ? String(Math.round(value)) : decimal(value);
  };
  scale("size", toContracts ? mark / each : each / mark, toContracts);
  scale("margin", toContracts ? 1 / mark : mark, false);
}

function ownContractSize(draft: Draft, symbol: string): string {
  const sizes = rulesOf(draft)["contractSizes"];
  return isObject(sizes) ? text(sizes[symbol]) : "";
}

/** Six significant digits in plain notation. */
function decimal(value: number): string {
  const digits = value === 0 ? 0 : Math.max(0, 5 - Math.floor(Math.log10(Math.abs(value))));
  return value
    .toFixed(Math.min(20, digits))
    .replace(/(\.\d*?)0+$/, "$1")
    .replace(/\.$/, "");
}

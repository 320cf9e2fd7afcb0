import { completeAt, type Context } from "./context";
import { fillMarket, marketMark } from "./market-data";
import type { Model } from "./model";
import { showNotice } from "./notice";
import { getAt, type JsonObject, setAt } from "./path";
import type { Preset } from "./presets";
import { currencyOf, type Draft, isObject, text } from "./scenario";
import { shortSymbol } from "./symbol";
import { dropUnused } from "./unused";

/** Entry prices that the page has filled in, so that they go when the position gets another name. */
const filledEntry = new WeakMap<JsonObject, string>();

/** Adds an empty position to a list and begins to edit its symbol. */
export function addPosition({ model, venue }: Context, list: string): void {
  const own = list === "account.positions";
  const mode = own && { marginMode: venue?.pools === "isolated" ? "isolated" : "cross" };
  const position: JsonObject = { symbol: "", size: "", entryPrice: "", ...mode, leverage: "5" };
  let last = 0;
  model.edit((draft) => {
    const positions = getAt(draft, list);
    if (Array.isArray(positions)) last = positions.push(position) - 1;
    else setAt(draft, list, [position]);
  });
  document.querySelector<HTMLInputElement>(`[data-path="${list}[${last}].symbol"]`)?.focus();
}

/** Removes position i of a list and leaves the focus on the row that takes its place. */
export function removePosition(model: Model, list: string, i: number): void {
  model.edit((draft) => {
    setAt(draft, `${list}[${i}]`, undefined);
    dropUnused(draft);
  });
  const next = document.querySelector<HTMLElement>(`tr[data-path="${list}[${i}]"] .remove`);
  (next ?? document.querySelector<HTMLElement>(`[data-focus="add-${list}"]`))?.focus();
}

/** Gives the position at a path the name that was typed and brings the market data up to date with it. */
export function renamePosition(context: Context, path: string, typed: string): void {
  const symbol = completeAt(context, typed);
  let said: string[] = [];
  context.model.edit((draft) => (said = renameIn(draft, path, symbol, context.presets)));
  showNotice(said);
}

/** As renamePosition, on a draft, with the whole symbol. Returns sentences that say what the page filled in. */
export function renameIn(draft: Draft, path: string, symbol: string, presets: readonly Preset[]): string[] {
  const position = getAt(draft, path);
  if (!isObject(position)) return [];
  position["symbol"] = symbol;
  dropUnused(draft);
  return [...fillMarket(draft, presets), ...fillEntry(draft, position)];
}

/** Fills the entry price with the market's where its owner has entered none, and takes back one filled for another name. */
function fillEntry(draft: Draft, position: JsonObject): string[] {
  const now = text(position["entryPrice"]);
  if (now !== "" && now !== filledEntry.get(position)) return [];
  const symbol = text(position["symbol"]);
  const mark = marketMark(draft, symbol);
  position["entryPrice"] = mark;
  filledEntry.set(position, mark);
  return mark === ""
    ? []
    : [`Entry price of ${shortSymbol(symbol, currencyOf(draft))}: the mark price, until you enter yours.`];
}

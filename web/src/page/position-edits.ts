import { fillMarket, marketMark } from "./market-data";
import type { Model } from "./model";
import { showNotice } from "./notice";
import type { JsonObject } from "./path";
import type { Preset } from "./presets";
import { currencyOf, type Draft, text } from "./scenario";
import { completeSymbol, shortSymbol } from "./symbol";
import { dropUnused } from "./unused";

/** Entry prices that the page has filled in, so that they go when the position gets another name. */
const filledEntry = new WeakMap<JsonObject, string>();

/** Adds an empty position and begins to edit its symbol. */
export function addPosition(model: Model): void {
  model.edit((draft) =>
    draft.account.positions.push({ symbol: "", size: "", entryPrice: "", marginMode: "cross", leverage: "5" }),
  );
  const last = model.draft.account.positions.length - 1;
  document.querySelector<HTMLInputElement>(`[data-path="account.positions[${last}].symbol"]`)?.focus();
}

/** Removes position i and leaves the focus on the row that takes its place. */
export function removePosition(model: Model, i: number): void {
  model.edit((draft) => {
    draft.account.positions.splice(i, 1);
    dropUnused(draft);
  });
  const next = document.querySelector<HTMLElement>(`tr[data-path="account.positions[${i}]"] .remove`);
  (next ?? document.getElementById("add-position"))?.focus();
}

/** Gives position i the name that was typed and brings the market data up to date with it. */
export function renamePosition(model: Model, i: number, typed: string, presets: readonly Preset[]): void {
  let said: string[] = [];
  model.edit((draft) => (said = renameIn(draft, i, typed, presets)));
  showNotice(said);
}

/** As renamePosition, on a draft. Returns sentences that say what the page filled in. */
export function renameIn(draft: Draft, i: number, typed: string, presets: readonly Preset[]): string[] {
  const position = draft.account.positions[i];
  if (!position) return [];
  position["symbol"] = completeSymbol(typed, currencyOf(draft));
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

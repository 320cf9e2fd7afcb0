import { byId, h, put } from "./dom";
import { fillMarket } from "./market-data";
import type { Model } from "./model";
import { showNotice } from "./notice";
import { positionRow } from "./position-row";
import type { Preset } from "./presets";
import { coinsOf, text } from "./scenario";
import { coinOf } from "./symbol";

const columns = ["Symbol", "Side", "Size", "Entry price", "Mark price", "Leverage", "Margin", "Isolated margin", ""];

/** Makes the table of positions anew from the draft. */
export function renderPositions(model: Model, presets: readonly Preset[]): void {
  const { positions } = model.draft.account;
  const pools = model.draft.account["pools"];
  const named = Array.isArray(pools) ? pools.length : 0;
  put(
    byId("positions"),
    positions.length === 0
      ? h("p", { class: "empty" }, "No positions. Add one, or pick a portfolio above.")
      : h(
          "table",
          { class: "edit positions" },
          h("thead", {}, h("tr", {}, ...columns.map((name) => h("th", { scope: "col" }, name)))),
          h("tbody", {}, ...positions.map((_, i) => positionRow(model, i, presets))),
        ),
    h(
      "button",
      { type: "button", class: "add", id: "add-position", onclick: () => add(model, presets) },
      "Add position",
    ),
    named > 0 &&
      h(
        "p",
        { class: "hint" },
        `This scenario also has ${named} named pool(s). They are computed, and edited by exporting the file.`,
      ),
  );
}

/** Adds a position in a coin that is not held yet, at its known price, of size 1. */
function add(model: Model, presets: readonly Preset[]): void {
  model.edit((draft) => {
    const held = new Set(coinsOf(draft));
    const symbol = knownSymbols(presets).find((name) => !held.has(coinOf(name)) && coinOf(name) === name.split("/")[0]);
    const known = presets.find((preset) => symbol !== undefined && coinOf(symbol) in preset.draft.market.prices);
    const price = known && symbol ? text(known.draft.market.prices[coinOf(symbol)]) : "";
    draft.account.positions.push({
      symbol: symbol ?? "",
      size: "1",
      entryPrice: price,
      marginMode: "cross",
      leverage: "5",
    });
    showNotice(fillMarket(draft, presets));
  });
  const last = model.draft.account.positions.length - 1;
  document.querySelector<HTMLInputElement>(`[data-path="account.positions[${last}].symbol"]`)?.select();
}

function knownSymbols(presets: readonly Preset[]): string[] {
  return [...new Set(presets.flatMap(({ draft }) => draft.account.positions.map((p) => text(p["symbol"]))))];
}

import { byId, h, put } from "./dom";
import type { Model } from "./model";
import { addPosition } from "./position-edits";
import { positionRow } from "./position-row";
import type { Preset } from "./presets";

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
      { type: "button", class: "add", id: "add-position", onclick: () => addPosition(model) },
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

import { h } from "./dom";
import { field } from "./field";
import { marketMark } from "./market-data";
import type { Model } from "./model";
import { modeChoice, showSide, sideButton } from "./position-switches";
import type { Preset } from "./presets";
import { removePosition, renamePosition } from "./position-edits";
import { text } from "./scenario";
import { coinOf } from "./symbol";

/** Makes the row of position i. */
export function positionRow(model: Model, i: number, presets: readonly Preset[]): HTMLElement {
  const path = `account.positions[${i}]`;
  const position = model.draft.account.positions[i] ?? {};
  const symbol = text(position["symbol"]);
  const name = symbol || `position ${i + 1}`;
  const isolated = position["marginMode"] === "isolated";
  const cell = (label: string, content: Node): HTMLElement => h("td", { "data-label": label }, content);
  const turn = sideButton(model, i, name);
  const size = field({ model, path: `${path}.size`, label: `Size of ${name}, negative is short`, kind: "decimal" });
  size.addEventListener("input", () => showSide(turn, position, name));
  return h(
    "tr",
    { "data-path": path },
    cell(
      "Symbol",
      field({
        model,
        path: `${path}.symbol`,
        label: `Symbol of position ${i + 1}`,
        kind: "text",
        lazy: true,
        list: "symbols",
        placeholder: "BTC",
        onCommit: (input) => renamePosition(model, i, input.value, presets),
      }),
    ),
    cell("Side", turn),
    cell("Size", size),
    cell("Entry price", field({ model, path: `${path}.entryPrice`, label: `Entry price of ${name}`, kind: "decimal" })),
    cell("Mark price", markField(model, path, symbol, name)),
    cell(
      "Leverage",
      field({
        model,
        path: `${path}.leverage`,
        label: `Leverage of ${name}`,
        kind: "decimal",
        optional: true,
        placeholder: "none",
      }),
    ),
    cell("Margin", modeChoice(model, i, name, isolated)),
    cell(
      "Isolated margin",
      isolated
        ? field({
            model,
            path: `${path}.margin`,
            label: `Isolated margin of ${name}`,
            kind: "decimal",
            optional: true,
            placeholder: "auto",
            title: "Empty: notional at entry divided by leverage",
          })
        : h("span", { class: "shared" }, "shared"),
    ),
    cell(
      "",
      h(
        "button",
        {
          type: "button",
          class: "remove",
          "aria-label": `Remove ${name}`,
          title: `Remove ${name}`,
          onclick: () => removePosition(model, i),
        },
        "×",
      ),
    ),
  );
}

/** The mark of one position. Left empty it is the market's, which shows through. */
function markField(model: Model, path: string, symbol: string, name: string): HTMLElement {
  const label = `Mark price of ${name}, empty: the market price`;
  const element = field({
    model,
    path: `${path}.markPrice`,
    label,
    kind: "decimal",
    optional: true,
    placeholder: marketMark(model.draft, symbol) || "from market",
  });
  const input = element.querySelector("input");
  input?.setAttribute("data-mark-of", coinOf(symbol));
  input?.setAttribute("data-symbol", symbol);
  return element;
}

import type { Context } from "./context";
import { h } from "./dom";
import { field } from "./field";
import { marketMark } from "./market-data";
import { modeChoice, showSide, sideButton } from "./position-switches";
import { removePosition, renamePosition } from "./position-edits";
import { isObject, text } from "./scenario";
import { coinOf, isInverse, partsOf } from "./symbol";
import { contractSizeAt } from "./venue-form";

/** A list of positions that is being edited. */
export interface PositionList {
  /** Its path in the document. */
  path: string;
  /** Whether its positions may have margin of their own: those of a named pool may not. */
  modes: boolean;
  /** Whether accrued costs are asked for, and price impact. */
  costs: boolean;
  impact: boolean;
}

/** Makes the row of position i of a list. */
export function positionRow(context: Context, list: PositionList, i: number): HTMLElement {
  const { model } = context;
  const path = `${list.path}[${i}]`;
  const found = model.get(path);
  const position = isObject(found) ? found : {};
  const symbol = text(position["symbol"]);
  const name = symbol || `position ${i + 1}`;
  const isolated = position["marginMode"] === "isolated";
  const input = (key: string, label: string, more: { placeholder?: string; title?: string } = {}): HTMLElement =>
    field({ model, path: `${path}.${key}`, label, kind: "decimal", optional: "placeholder" in more, ...more });
  const cell = (label: string, ...content: (Node | false | undefined)[]): HTMLElement =>
    h("td", { "data-label": label }, ...content);
  const turn = sideButton(model, path, position, name);
  const size = input("size", `Size of ${name}, negative is short`);
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
        onCommit: (typed) => renamePosition(context, path, typed.value),
      }),
    ),
    cell("Side", turn),
    cell("Size", size, sizeUnit(context, symbol)),
    cell("Entry price", input("entryPrice", `Entry price of ${name}`)),
    cell("Mark price", markField(context, path, symbol, name)),
    cell("Leverage", input("leverage", `Leverage of ${name}`, { placeholder: "none" })),
    list.modes && cell("Margin", modeChoice(context, path, position, name)),
    list.modes &&
      cell(
        "Isolated margin",
        isolated
          ? input("margin", `Isolated margin of ${name}`, {
              placeholder: "auto",
              title: "Empty: notional at entry divided by leverage",
            })
          : h("span", { class: "shared" }, "shared"),
        isolated && isInverse(symbol) && unit(`${partsOf(symbol).base}`),
      ),
    list.costs &&
      cell(
        "Accrued costs",
        input("accruedCosts", `Accrued costs of ${name}`, {
          placeholder: "none",
          title: "Funding and borrowing fees not yet paid",
        }),
      ),
    list.impact &&
      cell(
        "Price impact",
        input("priceImpact", `Price impact of closing ${name}`, { placeholder: "none", title: "A loss is negative" }),
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
          onclick: () => removePosition(model, list.path, i),
        },
        "×",
      ),
    ),
  );
}

/** Sizes of inverse symbols are contracts: says of what. */
function sizeUnit({ model, venue }: Context, symbol: string): HTMLElement | undefined {
  if (!isInverse(symbol)) return undefined;
  const sizes = model.get("account.rules.contractSizes");
  const own = isObject(sizes) ? text(sizes[symbol]) : "";
  const size = own || contractSizeAt(venue, symbol);
  return unit(size === undefined ? "contracts" : `contracts of ${size} ${partsOf(symbol).quote}`);
}

function unit(words: string): HTMLElement {
  return h("span", { class: "unit below" }, words);
}

/** The mark of one position. Left empty it is the market's, which shows through. */
function markField({ model }: Context, path: string, symbol: string, name: string): HTMLElement {
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

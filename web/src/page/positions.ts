import type { Context } from "./context";
import { byId, h, put } from "./dom";
import { addPosition } from "./position-edits";
import { type PositionList, positionRow } from "./position-row";
import { isLending, objects } from "./scenario";
import { formOf, listedBy } from "./venue-form";

/** Makes the table of positions anew from the draft; a loan has none. */
export function renderPositions(context: Context): void {
  const { model, venue } = context;
  const lending = isLending(model.draft, venue);
  byId("positions-title").textContent = lending ? "Loan" : "Positions";
  byId("positions").hidden = lending;
  put(byId("positions"), ...(lending ? [] : positionTable(context, "account.positions", true)));
  offerSymbols(context);
}

/** Columns that hold no numbers. */
const worded = new Set(["Symbol", "Side", "Margin", ""]);

/** A table of positions with a button that adds one. */
export function positionTable(context: Context, path: string, own: boolean): (HTMLElement | string)[] {
  const { model, venue } = context;
  const positions = objects(model.get(path));
  const list: PositionList = {
    path,
    modes: own,
    costs: venue?.pools === "isolated" || positions.some((position) => position["accruedCosts"] !== undefined),
    impact: positions.some((position) => position["priceImpact"] !== undefined),
  };
  const columns = ["Symbol", "Side", "Size", "Entry price", "Mark price", "Leverage"];
  if (list.modes) columns.push("Margin", "Isolated margin");
  if (list.costs) columns.push("Accrued costs");
  if (list.impact) columns.push("Price impact");
  return [
    positions.length === 0
      ? h("p", { class: "empty" }, own ? "No positions. Add one, or pick a portfolio above." : "No positions.")
      : h(
          "table",
          { class: "edit positions" },
          h(
            "thead",
            {},
            h(
              "tr",
              {},
              ...[...columns, ""].map((name) =>
                h("th", { scope: "col", class: worded.has(name) ? undefined : "num" }, name),
              ),
            ),
          ),
          h("tbody", {}, ...positions.map((_, i) => positionRow(context, list, i))),
        ),
    h(
      "button",
      {
        type: "button",
        class: "add",
        id: own ? "add-position" : undefined,
        "data-focus": `add-${path}`,
        onclick: () => addPosition(context, path),
      },
      "Add position",
    ),
    ...(own ? [" ", poolButton(context)] : []),
  ];
}

/** A button that adds a pool of its own, for several positions or for collateral in another asset. */
function poolButton({ model }: Context): HTMLElement {
  const add = (): void => {
    const pools = objects(model.get("account.pools"));
    const names = new Set(pools.map(({ name }) => name));
    let n = pools.length + 1;
    while (names.has(`Pool ${n}`)) n++;
    model.edit((draft) => {
      draft.account["pools"] = [...pools, { name: `Pool ${n}`, balances: [], positions: [] }];
    });
    document.querySelector<HTMLInputElement>(`[data-path="account.pools[${pools.length}].name"]`)?.select();
  };
  const title = "A pool of its own, such as a subaccount: with several positions, or with collateral in another asset";
  return h("button", { type: "button", class: "add", id: "add-pool", title, onclick: add }, "Add pool");
}

/** Offers what the venue lists, its usual quote first; under one without lists the coins of the examples as it writes them. */
function offerSymbols({ presets, venue }: Context): void {
  const form = venue && formOf(venue, presets);
  let names = venue ? listedBy(venue) : [];
  if (venue && form && names.length === 0) {
    const coins = new Set(presets.flatMap(({ draft }) => Object.keys(draft.market.prices)));
    names = [...coins].map((coin) => `${coin}/${form.quote}:${form.inverse ? coin : form.quote}`);
  }
  const options = names.map((name) => h("option", { value: name }));
  const list = byId("symbols");
  const key = `${venue?.name ?? ""} ${names.length}`;
  if (list.dataset["of"] === key) return;
  list.dataset["of"] = key;
  list.replaceChildren(...options);
}

import type { Context } from "./context";
import { byId, h, put } from "./dom";
import { field } from "./field";
import { holdings } from "./holdings";
import { positionTable } from "./positions";
import { objects, text } from "./scenario";
import { dropUnused } from "./unused";

/** Makes the named pools anew: positions, balances and debts that are liquidated on their own. */
export function renderNamedPools(context: Context): void {
  const pools = objects(context.model.get("account.pools"));
  put(byId("named-pools"), ...pools.map((pool, i) => block(context, text(pool["name"]), i)));
}

function block(context: Context, name: string, i: number): HTMLElement {
  const path = `account.pools[${i}]`;
  const { model } = context;
  const called = name || `pool ${i + 1}`;
  return h(
    "section",
    { class: "pool-block", "data-path": path, "aria-label": `Pool ${called}` },
    h(
      "div",
      { class: "pool-name" },
      h("label", {}, "Pool ", field({ model, path: `${path}.name`, label: `Name of pool ${i + 1}`, kind: "text" })),
      h(
        "button",
        {
          type: "button",
          class: "remove",
          "aria-label": `Remove pool ${called}`,
          title: `Remove pool ${called}`,
          onclick: () => removePool(context, i),
        },
        "×",
      ),
      h("span", { class: "hint" }, "liquidated on its own, with the collateral below"),
    ),
    ...positionTable(context, `${path}.positions`, false),
    h("div", { class: "pool-holdings" }, ...holdings(context, path)),
  );
}

function removePool({ model }: Context, i: number): void {
  const rest = objects(model.get("account.pools")).filter((_, at) => at !== i);
  model.edit((draft) => {
    if (rest.length > 0) draft.account["pools"] = rest;
    else delete draft.account["pools"];
    dropUnused(draft);
  });
  document.getElementById("add-pool")?.focus();
}

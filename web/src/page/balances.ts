import { byId, h, put } from "./dom";
import { field } from "./field";
import { fillMarket } from "./market-data";
import type { Model } from "./model";
import { showNotice } from "./notice";
import type { Preset } from "./presets";
import { currencyOf, objects, text } from "./scenario";
import { dropUnused } from "./unused";

/** Makes the list of balances anew from the draft. */
export function renderBalances(model: Model, presets: readonly Preset[]): void {
  const { balances } = model.draft.account;
  const debts = objects(model.draft.account["debts"]).length;
  put(
    byId("balances"),
    h("p", { class: "hint" }, "The wallet behind every position on cross margin. Isolated margins come on top of it."),
    ...balances.map((_, i) => row(model, i, presets)),
    h("button", { type: "button", class: "add", id: "add-balance", onclick: () => add(model) }, "Add balance"),
    debts > 0 &&
      h(
        "p",
        { class: "hint" },
        `This scenario also has ${debts} debt(s). They are computed, and edited by exporting the file.`,
      ),
  );
}

function row(model: Model, i: number, presets: readonly Preset[]): HTMLElement {
  const path = `account.balances[${i}]`;
  const asset = text(model.draft.account.balances[i]?.["asset"]);
  const name = asset || `balance ${i + 1}`;
  return h(
    "div",
    { class: "balance", "data-path": path },
    field({ model, path: `${path}.amount`, label: `Amount of ${name}`, kind: "decimal" }),
    field({
      model,
      path: `${path}.asset`,
      label: `Asset of balance ${i + 1}`,
      kind: "text",
      lazy: true,
      onCommit: (input) => rename(model, i, input.value, presets),
    }),
    h(
      "button",
      {
        type: "button",
        class: "remove",
        "aria-label": `Remove ${name}`,
        title: `Remove ${name}`,
        onclick: () => remove(model, i),
      },
      "×",
    ),
  );
}

function rename(model: Model, i: number, typed: string, presets: readonly Preset[]): void {
  let said: string[] = [];
  model.edit((draft) => {
    const balance = draft.account.balances[i];
    if (balance) balance["asset"] = typed.trim().toUpperCase();
    dropUnused(draft);
    said = fillMarket(draft, presets);
  });
  showNotice(said);
}

/** Removes balance i and leaves the focus on the row that takes its place. */
function remove(model: Model, i: number): void {
  model.edit((draft) => {
    draft.account.balances.splice(i, 1);
    dropUnused(draft);
  });
  const next = document.querySelector<HTMLElement>(`.balance[data-path="account.balances[${i}]"] .remove`);
  (next ?? byId("add-balance")).focus();
}

function add(model: Model): void {
  model.edit((draft) => {
    const taken = draft.account.balances.some((balance) => balance["asset"] === currencyOf(draft));
    draft.account.balances.push({ asset: taken ? "" : currencyOf(draft), amount: taken ? "" : "1000" });
  });
}

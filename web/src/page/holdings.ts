import type { Context } from "./context";
import { byId, h, put } from "./dom";
import { field } from "./field";
import { fillMarket } from "./market-data";
import { showNotice } from "./notice";
import { getAt, setAt } from "./path";
import { currencyOf, isLending, objects, text } from "./scenario";
import { dropUnused } from "./unused";

/** Balances or debts: the key of the list and the word for one of it. */
type Kind = { key: "balances" | "debts"; word: "balance" | "debt" };
const balance: Kind = { key: "balances", word: "balance" };
const debt: Kind = { key: "debts", word: "debt" };

/** Makes the lists of balances and debts of the default pool anew from the draft. A loan has them in the place of positions. */
export function renderHoldings(context: Context): void {
  const { model, venue } = context;
  const lending = isLending(model.draft, venue);
  const { balances } = model.draft.account;
  const walletless = venue?.pools === "isolated" && balances.length + objects(model.get("account.debts")).length === 0;
  byId("balances-card").hidden = lending || walletless;
  put(byId("balances"), ...(lending ? [] : holdings(context, "account")));
  put(byId("loan"), ...(lending ? loan(context) : []));
  byId("assets").replaceChildren(...(venue?.collateral ?? []).map(({ asset }) => h("option", { value: asset })));
}

/** The balances and debts of the pool at a path of the document. */
export function holdings(context: Context, pool: string): HTMLElement[] {
  const debts = objects(context.model.get(`${pool}.debts`)).length;
  const own = pool === "account";
  return [
    own &&
      h(
        "p",
        { class: "hint" },
        "The wallet behind every position on cross margin. Isolated margins come on top of it.",
      ),
    ...list(context, pool, balance),
    debts > 0 && h("h3", {}, "Debts"),
    ...list(context, pool, debt),
    h("p", {}, addButton(context, pool, balance), " ", addButton(context, pool, debt)),
  ].filter((child) => child !== false);
}

/** Collateral and debts side by side. */
function loan(context: Context): HTMLElement[] {
  const side = (kind: Kind, title: string, hint: string): HTMLElement =>
    h(
      "div",
      {},
      h("h3", {}, title),
      h("p", { class: "hint" }, hint),
      ...list(context, "account", kind),
      addButton(context, "account", kind),
    );
  const none = objects(context.model.get("account.debts")).length === 0;
  const owed = "What is owed. The loan is liquidated when what covers it is worth less.";
  return [
    side(balance, "Collateral", "What is supplied. It covers debts up to its liquidation threshold."),
    side(debt, "Debts", none ? "Nothing is owed yet, so nothing can be liquidated: add what you owe." : owed),
  ];
}

function list(context: Context, pool: string, kind: Kind): HTMLElement[] {
  const path = `${pool}.${kind.key}`;
  const rows = objects(context.model.get(path)).map((entry, i) => row(context, path, i, text(entry["asset"]), kind));
  return [h("div", { "data-path": path }, ...rows)];
}

function row(context: Context, list: string, i: number, asset: string, kind: Kind): HTMLElement {
  const { model } = context;
  const path = `${list}[${i}]`;
  const name = asset || `${kind.word} ${i + 1}`;
  const what = kind === debt ? `debt of ${name}` : name;
  return h(
    "div",
    { class: "balance", "data-path": path },
    field({ model, path: `${path}.amount`, label: `Amount of ${what}`, kind: "decimal" }),
    field({
      model,
      path: `${path}.asset`,
      label: `Asset of ${kind.word} ${i + 1}`,
      kind: "text",
      lazy: true,
      list: "assets",
      onCommit: (input) => rename(context, path, input.value),
    }),
    h(
      "button",
      {
        type: "button",
        class: "remove",
        "aria-label": `Remove ${what}`,
        title: `Remove ${what}`,
        onclick: () => remove(context, list, i),
      },
      "×",
    ),
  );
}

function addButton(context: Context, pool: string, kind: Kind): HTMLElement {
  const attributes = {
    type: "button",
    class: "add",
    id: pool === "account" ? `add-${kind.word}` : undefined,
    "data-focus": `add-${pool}.${kind.key}`,
    onclick: () => add(context, `${pool}.${kind.key}`, kind),
  };
  return h("button", attributes, `Add ${kind.word}`);
}

/** The asset as it is written: as the venue spells it where it knows it, else in capitals. */
export function spellAsset(typed: string, known: readonly { asset: string }[] = []): string {
  const upper = typed.trim().toUpperCase();
  return known.find(({ asset }) => asset.toUpperCase() === upper)?.asset ?? upper;
}

function rename({ model, presets, venue }: Context, path: string, typed: string): void {
  let said: string[] = [];
  model.edit((draft) => {
    setAt(draft, `${path}.asset`, spellAsset(typed, venue?.collateral));
    dropUnused(draft);
    said = fillMarket(draft, presets);
  });
  showNotice(said);
}

/** Removes entry i of a list and leaves the focus on the row that takes its place. */
function remove({ model }: Context, list: string, i: number): void {
  model.edit((draft) => {
    setAt(draft, `${list}[${i}]`, undefined);
    if (list.endsWith(".debts") && objects(getAt(draft, list)).length === 0) setAt(draft, list, undefined);
    dropUnused(draft);
  });
  const next = document.querySelector<HTMLElement>(`.balance[data-path="${list}[${i}]"] .remove`);
  (next ?? document.querySelector<HTMLElement>(`[data-focus="add-${list}"]`))?.focus();
}

/** Adds an entry: of the account's currency where the list has none of it yet. */
function add({ model }: Context, list: string, kind: Kind): void {
  let last = 0;
  model.edit((draft) => {
    const entries = objects(getAt(draft, list));
    const taken = entries.some((entry) => entry["asset"] === currencyOf(draft));
    const amount = taken ? "" : kind === debt ? "100" : "1000";
    last = entries.push({ asset: taken ? "" : currencyOf(draft), amount }) - 1;
    setAt(draft, list, entries);
  });
  const key = text(model.get(`${list}[${last}].asset`)) === "" ? "asset" : "amount";
  const input = document.querySelector<HTMLInputElement>(`[data-path="${list}[${last}].${key}"]`);
  input?.focus();
  input?.select();
}

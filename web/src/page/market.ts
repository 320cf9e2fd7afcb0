import { ageOf } from "./age";
import { correlationOf } from "./correlation";
import { byId, h, put } from "./dom";
import { field } from "./field";
import { marketMark } from "./market-data";
import type { Model } from "./model";
import { type JsonObject, member } from "./path";
import { coinsOf, currencyOf, text } from "./scenario";

/** Makes the market's inputs anew from the draft: price and volatility of each coin, and their correlation. */
export function renderMarket(model: Model): void {
  const coins = coinsOf(model.draft);
  const open = document.querySelector<HTMLDetailsElement>("#correlation")?.open ?? false;
  put(
    byId("market"),
    coins.length === 0
      ? h("p", { class: "empty" }, "Prices and volatilities of the coins in the table appear here.")
      : h(
          "table",
          { class: "edit market" },
          h(
            "thead",
            {},
            h(
              "tr",
              {},
              h("th", { scope: "col" }, "Coin"),
              h("th", { scope: "col" }, `Mark price, ${currencyOf(model.draft)}`),
              h("th", { scope: "col" }, "Volatility, % a year"),
            ),
          ),
          h("tbody", {}, ...coins.map((coin) => coinRow(model, coin))),
        ),
    coins.length > 1 &&
      h(
        "details",
        { id: "correlation", open, "data-path": "market.correlation" },
        h("summary", {}, "Correlation of returns"),
        matrix(model, coins),
      ),
    aged(model),
    notes(model),
  );
}

/** How old the figures are, where the scenario says when they are from. */
function aged(model: Model): HTMLElement | undefined {
  const age = ageOf(text(model.get("market.asOf")), new Date());
  return age === undefined ? undefined : h("p", { class: "hint", id: "age" }, age);
}

/** Where the scenario's figures come from, in its own words. */
function notes(model: Model): HTMLElement | undefined {
  const found = model.get("notes");
  if (!Array.isArray(found) || found.length === 0) return undefined;
  return h(
    "details",
    {},
    h("summary", {}, "Where these figures come from"),
    h("ul", { class: "warnings hint" }, ...found.map((note) => h("li", {}, text(note)))),
  );
}

function coinRow(model: Model, coin: string): HTMLElement {
  const price = field({ model, path: member("market.prices", coin), label: `Mark price of ${coin}`, kind: "decimal" });
  price.addEventListener("input", () => {
    for (const mark of document.querySelectorAll<HTMLInputElement>(`[data-mark-of="${CSS.escape(coin)}"]`)) {
      mark.placeholder = marketMark(model.draft, mark.dataset["symbol"] ?? "") || "from market";
    }
  });
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, coin),
    h("td", { "data-label": "Mark price" }, price),
    h("td", { "data-label": "Volatility, % a year" }, ...volatilities(model, coin)),
  );
}

/** The volatility of a coin, or those of its term now and in the long run. */
function volatilities(model: Model, coin: string): HTMLElement[] {
  const percent = (path: string, label: string): HTMLElement => {
    const element = field({ model, path, label, kind: "percent" });
    // A standard error is that of the figure it came with.
    element.addEventListener("input", () => dropError(model, coin));
    return element;
  };
  const term = member("market.volatilityTerm", coin);
  if (model.get(term) === undefined)
    return [percent(member("market.volatility", coin), `Volatility of ${coin}, percent a year`)];
  return [
    h("label", {}, "now", percent(`${term}.fast`, `Volatility of ${coin} now, percent a year`)),
    h("label", {}, "long run", percent(`${term}.long`, `Long-run volatility of ${coin}, percent a year`)),
  ];
}

function dropError(model: Model, coin: string): void {
  const errors = "market.volatilityStdErr";
  if (model.get(member(errors, coin)) === undefined) return;
  const rest = Object.entries(model.get(errors) as JsonObject).filter(([name]) => name !== coin);
  model.set(errors, rest.length > 0 ? Object.fromEntries(rest) : undefined);
}

function matrix(model: Model, coins: readonly string[]): HTMLElement {
  const correlation = correlationOf(model.draft);
  const at = coins.map((coin) => correlation?.assets.indexOf(coin) ?? -1);
  if (!correlation || at.some((i) => i < 0)) {
    return h(
      "p",
      { class: "hint" },
      "The correlation of this scenario does not cover every coin, or is not square. Edit it in the file.",
    );
  }
  const cell = (r: number, c: number): HTMLElement => {
    if (r === c) return h("td", { class: "mirror" }, "1");
    if (r < c)
      return h(
        "td",
        { class: "mirror", "data-mirror": `${at[c]} ${at[r]}` },
        text(correlation.matrix[at[r] ?? 0]?.[at[c] ?? 0]),
      );
    return h("td", {}, entryField(model, `${coins[r]} and ${coins[c]}`, at[r] ?? 0, at[c] ?? 0));
  };
  return h(
    "div",
    { class: "scroll" },
    h(
      "table",
      { class: "edit matrix" },
      h("thead", {}, h("tr", {}, h("td"), ...coins.map((coin) => h("th", { scope: "col" }, coin)))),
      h(
        "tbody",
        {},
        ...coins.map((coin, r) => h("tr", {}, h("th", { scope: "row" }, coin), ...coins.map((_, c) => cell(r, c)))),
      ),
    ),
  );
}

/** One correlation. The matrix holds it twice, so both entries are set. */
function entryField(model: Model, names: string, i: number, j: number): HTMLElement {
  const mirror = `market.correlation.matrix[${j}][${i}]`;
  const path = `market.correlation.matrix[${i}][${j}]`;
  const element = field({ model, path, label: `Correlation of ${names}`, kind: "number" });
  const input = element.querySelector("input");
  input?.setAttribute("data-alias", mirror);
  input?.addEventListener("input", () => {
    model.set(mirror, model.get(path));
    const shown = document.querySelector(`[data-mirror="${i} ${j}"]`);
    if (shown) shown.textContent = text(model.get(path));
  });
  return element;
}

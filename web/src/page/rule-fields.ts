import type { Venue } from "../wire.gen";
import type { Context } from "./context";
import { byId, h, put } from "./dom";
import { field } from "./field";
import { lacksMargin } from "./fit-symbols";
import type { Model } from "./model";
import { member } from "./path";
import { percentOf } from "./percent";
import { placedPositions } from "./rewrite";
import { dropEntry, rulesOf, setRule } from "./rules";
import { isObject, text } from "./scenario";
import { isInverse, partsOf } from "./symbol";
import { dateOf } from "./venue-book";
import { classesOf, contractSizeAt, formOf, isInForm, isListed, listedBy } from "./venue-form";

/** Makes the inputs for what the venue leaves open: date, maintenance margin, class of market, efficiency mode, contract size, position mode. */
export function renderRuleFields(context: Context): void {
  const { model, venue } = context;
  const fields = [
    venue && (venue.dates.length > 1 || isOddDate(model, venue)) && dateSelect(model, venue),
    ...marginFields(context),
    ...(venue ? symbolsOf(context).map((symbol) => classSelect(model, venue, symbol)) : []),
    venue && (venue.efficiencyModes ?? []).length > 0 && modeSelect(model, venue),
    ...contractFields(context),
    ...hedgeField(model),
  ].filter((child) => child instanceof HTMLElement);
  const place = byId("rule-fields");
  place.hidden = fields.length === 0;
  put(place, ...fields);
}

function dateSelect(model: Model, { dates, asOf }: Venue): HTMLElement {
  const now = dateOf(model.draft);
  const all = now === "" || dates.includes(now) ? dates : [...dates, now].sort();
  const odd = now < (dates[0] ?? "") ? "no table yet" : `the table of ${asOf}`;
  const named = all.map((date) => (dates.includes(date) ? date : `${date}: ${odd}`));
  return select(
    "Table of",
    "account.rules.asOf",
    all.map((date, i) => [date, named[i] ?? date]),
    now || asOf,
    (date) => model.edit((draft) => setRule(draft, "asOf", date)),
  );
}

/** Whether the document gives a date that is not the date of a table. */
function isOddDate(model: Model, { dates }: Venue): boolean {
  const now = dateOf(model.draft);
  return now !== "" && !dates.includes(now);
}

/** The fraction for all symbols where the venue lists none, and for the others where it lists some. */
function marginFields({ model, presets, venue }: Context): HTMLElement[] {
  const rules = rulesOf(model.draft);
  const lists = venue !== undefined && listedBy(venue).length > 0;
  const flat = venue?.maintenanceMarginFraction;
  const trades = venue === undefined ? isObject(model.get("account.rules")) : venue.pools !== "lending";
  const fields: HTMLElement[] = [];
  const fraction = (key: string, label: string, placeholder: string): void => {
    const input = field({
      model,
      path: `account.rules.${key}`,
      label: `${label}, percent of notional`,
      kind: "share",
      optional: true,
      placeholder,
    });
    fields.push(h("label", {}, label, h("span", { class: "percent" }, input, "% of notional")));
  };
  if ((trades && !lists) || rules["maintenanceMarginFraction"] !== undefined)
    fraction("maintenanceMarginFraction", "Maintenance margin", flat === undefined ? "none yet" : percentOf(flat));
  const isOther = ({ position }: { position: { [key: string]: unknown } }): boolean => {
    const symbol = text(position["symbol"] as string);
    const form = venue && formOf(venue, presets);
    if (venue === undefined || form === undefined || !symbol.includes("/")) return false;
    return isInForm(venue, form, symbol) && !isListed(venue, symbol);
  };
  const others = lists && classesOf(venue).length === 0 && placedPositions(model.draft).some(isOther);
  if (others || rules["fallbackMaintenanceMarginFraction"] !== undefined)
    fraction("fallbackMaintenanceMarginFraction", "Maintenance margin of symbols not listed", "none yet");
  return fields;
}

/** Symbols that need a class of market, or have one. */
function symbolsOf({ model, venue }: Context): string[] {
  if (venue === undefined || classesOf(venue).length === 0) return [];
  const markets = rulesOf(model.draft)["markets"];
  const chosen = isObject(markets) ? Object.keys(markets) : [];
  const lacking = placedPositions(model.draft)
    .map(({ position }) => text(position["symbol"]))
    .filter((symbol) => symbol.includes("/") && lacksMargin(model.draft, venue, symbol));
  return [...new Set([...chosen, ...lacking])];
}

function classSelect(model: Model, venue: Venue, symbol: string): HTMLElement {
  const path = member("account.rules.markets", symbol);
  const now = text(model.get(path));
  const fractions = new Map((venue.markets ?? []).map((market) => [market.name, market.maintenanceMarginFraction]));
  const choices: [string, string][] = classesOf(venue).map((name) => [
    name,
    `${name}, ${percentOf(fractions.get(name) ?? "")}%`,
  ]);
  if (!classesOf(venue).includes(now)) choices.unshift([now, now || "choose"]);
  return select(`Class of ${symbol}`, path, choices, now, (name) =>
    model.edit((draft) => {
      const markets = rulesOf(draft)["markets"];
      if (name === "") dropEntry(draft, "markets", symbol);
      else setRule(draft, "markets", { ...(isObject(markets) ? markets : {}), [symbol]: name });
    }),
  );
}

function modeSelect(model: Model, { efficiencyModes = [] }: Venue): HTMLElement {
  const now = text(model.get("account.rules.efficiencyMode"));
  const choices: [string, string][] = efficiencyModes.map(({ name, assets }) => [
    name,
    `${name}: ${assets.join(", ")}`,
  ]);
  if (now !== "" && !efficiencyModes.some(({ name }) => name === now)) choices.push([now, now]);
  return select("Efficiency mode", "account.rules.efficiencyMode", [["", "none"], ...choices], now, (name) =>
    model.edit((draft) => setRule(draft, "efficiencyMode", name || undefined)),
  );
}

/** Contract sizes of inverse symbols where the venue has none, or the document has its own. */
function contractFields({ model, venue }: Context): HTMLElement[] {
  const sizes = rulesOf(model.draft)["contractSizes"];
  const own = isObject(sizes) ? Object.keys(sizes) : [];
  const lacking = placedPositions(model.draft)
    .map(({ position }) => text(position["symbol"]))
    .filter((symbol) => isInverse(symbol) && contractSizeAt(venue, symbol) === undefined);
  return [...new Set([...own, ...lacking])].map((symbol) =>
    h(
      "label",
      {},
      `One contract of ${symbol}, ${partsOf(symbol).quote}`,
      field({
        model,
        path: member("account.rules.contractSizes", symbol),
        label: `Size of one contract of ${symbol}`,
        kind: "decimal",
      }),
    ),
  );
}

/** The position mode, where one symbol is held twice or the document has chosen hedge mode. */
function hedgeField(model: Model): HTMLElement[] {
  const now = text(model.get("account.positionMode"));
  const symbols = model.draft.account.positions.map(({ symbol }) => text(symbol)).filter((symbol) => symbol !== "");
  if (now !== "hedge" && new Set(symbols).size === symbols.length) return [];
  const choices: [string, string][] = [
    ["oneWay", "one-way: one position a symbol"],
    ["hedge", "hedge: a long and a short of a symbol"],
  ];
  return [
    select("Position mode", "account.positionMode", choices, now || "oneWay", (mode) =>
      model.set("account.positionMode", mode, "shape"),
    ),
  ];
}

function select(
  label: string,
  path: string,
  choices: readonly (readonly [string, string])[],
  now: string,
  choose: (value: string) => void,
): HTMLElement {
  const options = choices.map(([value, words]) => h("option", { value }, words));
  const element = h("select", { "data-path": path, "aria-label": label }, ...options);
  element.value = now;
  element.addEventListener("change", () => choose(element.value));
  return h("label", {}, label, element);
}

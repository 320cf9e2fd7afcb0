import type { Venue, VenueTerms, VenueTier } from "../wire.gen";
import type { Context } from "./context";
import { byId, h, put } from "./dom";
import { number } from "./format";
import { percentOf } from "./percent";
import { placedPositions } from "./rewrite";
import { rulesOf } from "./rules";
import { text } from "./scenario";
import { plain, shortLabel } from "./venues";

/** Shows the rules of the venue: date, source, levels, terms and notes, each with what it rests on, and its tables. */
export function renderRulesPanel(context: Context): void {
  const { venue } = context;
  const place = byId<HTMLDetailsElement>("rules");
  place.hidden = venue === undefined;
  const key = JSON.stringify([venue?.name, venue?.asOf, rulesOf(context.model.draft), symbolsOf(context)]);
  if (venue === undefined || place.dataset["of"] === key) return; // what is being read is not made anew
  place.dataset["of"] = key;
  put(
    place,
    h("summary", {}, `Rules: ${shortLabel(venue.label)}, table of ${venue.asOf}`),
    h("p", { class: "hint" }, `Source: ${plain(venue.source)}. Tables of: ${venue.dates.join(", ")}.`),
    h(
      "p",
      { class: "hint" },
      mark("", true),
      " a test reproduces it from published or observed figures. ",
      mark("", false),
      " the source says so. ",
      mark(undefined, false),
      " it has no source.",
    ),
    ownRules(context),
    list("Levels of a pool", venue.thresholds.map(levelItem)),
    terms("In a pool of its own", venue.isolated),
    terms("In a cross or named pool", venue.shared),
    list(
      "What the rules say",
      venue.notes.map(({ text, source, verified }) => [text, mark(source, verified)]),
    ),
    list(
      "At liquidation, not simulated",
      venue.actions.map(({ text, source }) => [text, mark(source, false)]),
    ),
    h("div", { class: "rule-tables" }, ...tables(context, venue)),
  );
}

type Item = (string | Node)[];

function list(title: string, items: readonly Item[]): HTMLElement | false {
  if (items.length === 0) return false;
  return h("div", {}, h("h3", {}, title), h("ul", {}, ...items.map((item) => h("li", {}, ...item))));
}

/** What a sentence rests on: a word, and its source. */
function mark(source: string | undefined, verified: boolean): HTMLElement {
  const word = source === undefined ? "inferred" : verified ? "verified" : "stated";
  return h("span", { class: "rests" }, " ", h("b", { class: word }, word), source ? ` ${plain(source)}` : "");
}

function levelItem({ name, factor, trigger, source, verified }: Venue["thresholds"][number]): Item {
  const sign = trigger === "below" ? "<" : "≤";
  const times = Number(Number(factor).toFixed(6));
  const level = times === 0 ? "0" : times === 1 ? "maintenance margin" : `${times} × maintenance margin`;
  return [`${name}: equity ${sign} ${level}`, mark(source, verified)];
}

function terms(title: string, found: VenueTerms | undefined): HTMLElement | false {
  if (found === undefined) return false;
  const { initialMarginAt, maintenanceMarginAt, initialMarginFraction: initial, closeFeeRate, closeFeeOn } = found;
  const items = [[`margins on the notional at ${initialMarginAt} (initial) and ${maintenanceMarginAt} (maintenance)`]];
  if (initial !== undefined) items.push([`initial margin at least ${percentOf(initial)}% of the notional`]);
  if (closeFeeRate !== undefined)
    items.push([
      `fee to close, in the maintenance margin: ${percentOf(closeFeeRate)}% of the notional at ${closeFeeOn}`,
    ]);
  if (found.marginFloor !== undefined)
    items.push([
      `maintenance margin at least ${found.marginFloor}, fees ${found.marginFloorFees === "within" ? "within it" : "on top"}`,
    ]);
  if (found.quantum !== undefined) items.push([`margins rounded up to ${found.quantum}`]);
  return list(title, items);
}

/** What the document itself sets instead of the venue. */
function ownRules({ model }: Context): HTMLElement | false {
  const keys = Object.keys(rulesOf(model.draft)).filter((key) => key !== "asOf");
  return keys.length > 0 && h("p", {}, `This scenario sets by itself: ${keys.join(", ")}.`);
}

function symbolsOf({ model }: Context): string[] {
  return [...new Set(placedPositions(model.draft).map(({ position }) => text(position["symbol"])))];
}

function tables(context: Context, venue: Venue): (HTMLElement | false)[] {
  const held = symbolsOf(context);
  const schedules = venue.symbols.filter(({ symbol }) => held.includes(symbol));
  const percent = (fraction: string): string => `${percentOf(fraction)}%`;
  return [
    venue.maintenanceMarginFraction !== undefined &&
      h("p", {}, `Maintenance margin of every symbol: ${percent(venue.maintenanceMarginFraction)} of the notional.`),
    ...schedules.map(({ symbol, tiers }) =>
      table(`Tiers of ${symbol}`, ["Notional from", "Maintenance", "Up to leverage"], tiers.map(tierCells)),
    ),
    table(
      "Markets",
      ["Symbol or class", "Initial", "Maintenance"],
      (venue.markets ?? []).map((market) => [
        market.name,
        percent(market.initialMarginFraction),
        percent(market.maintenanceMarginFraction),
      ]),
    ),
    table(
      "Collateral",
      ["Asset", "Counts", "Loan to value", "Liquidation threshold", "Bonus"],
      [
        ...(venue.collateral ?? []),
        ...(venue.efficiencyModes ?? []).map((mode) => ({ ...mode, asset: mode.name, ratio: "1" })),
      ].map((row) => [
        row.asset,
        percent(row.ratio),
        percent(row.loanToValue),
        percent(row.liquidationThreshold),
        percent(row.liquidationBonus),
      ]),
    ),
  ];
}

function tierCells({ minNotional, maintenanceMarginRate, maxLeverage }: VenueTier): string[] {
  return [number(Number(minNotional)), `${percentOf(maintenanceMarginRate)}%`, maxLeverage ?? "–"];
}

function table(title: string, columns: readonly string[], rows: readonly (readonly string[])[]): HTMLElement | false {
  if (rows.length === 0) return false;
  const head = h("tr", {}, ...columns.map((name) => h("th", { scope: "col" }, name)));
  const line = ([first = "", ...rest]: readonly string[]): HTMLElement =>
    h("tr", {}, h("th", { scope: "row" }, first), ...rest.map((cell) => h("td", {}, cell)));
  return h(
    "div",
    {},
    h("h3", {}, title),
    h(
      "div",
      { class: "scroll tall", tabindex: "0", role: "region", "aria-label": title },
      h("table", { class: "data" }, h("thead", {}, head), h("tbody", {}, ...rows.map(line))),
    ),
  );
}

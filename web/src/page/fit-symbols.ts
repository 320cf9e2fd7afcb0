import type { Venue } from "../wire.gen";
import type { Misfit } from "./fit";
import { dollars } from "./market-data";
import { placedPositions, rewrite } from "./rewrite";
import { member } from "./path";
import type { Preset } from "./presets";
import { rulesOf, setRule } from "./rules";
import { currencyOf, type Draft, isObject, text } from "./scenario";
import { coinOf, isInverse } from "./symbol";
import { classesOf, type Form, formOf, inForm, isInForm, isListed, listedBy } from "./venue-form";

/** Returns what of the symbols and the currency is not as the venue has it, and which symbols it does not list. */
export function symbolMisfits(draft: Draft, venue: Venue, presets: readonly Preset[]): Misfit[] {
  const form = formOf(venue, presets);
  if (form === undefined) return [];
  const placed = placedPositions(draft).filter(({ position }) => text(position["symbol"]).includes("/"));
  const found: Misfit[] = [];
  const foreign = placed.filter(({ position }) => !isInForm(venue, form, text(position["symbol"])));
  const currency = currencyOf(draft);
  const own = placed.length === 0 || foreign.length > 0 ? form.currency : currency;
  const changes = own !== currency && dollars.includes(own) && dollars.includes(currency);
  if (foreign.length > 0 || changes) {
    const names = foreign.map(({ position }) => text(position["symbol"]));
    const [first = ""] = names;
    const kind = form.inverse ? "inverse contracts, settled in the coin" : `contracts in ${form.quote}`;
    const turned = foreign.some(({ position }) => isInverse(text(position["symbol"])) !== form.inverse);
    const says = [
      `It trades ${kind}`,
      first &&
        `: ${first} would be ${inForm(venue, form, first)}${names.length > 1 ? `, and ${names.length - 1} more alike` : ""}`,
      ". ",
      turned &&
        `Sizes and isolated margins are converted at the mark price${form.inverse ? ", to whole contracts" : ""}. `,
      changes && `The account would be in ${own}, with prices and balances in ${currency} taken one to one.`,
    ];
    const mend = (d: Draft): void => rewrite(d, venue, form, changes ? own : currency, presets);
    found.push({ says: says.filter(Boolean).join("").trim(), offer: `Rewrite for ${form.quote}`, mend });
  }
  return [...found, ...unlistedMisfits(draft, venue, form)];
}

/** What to do about symbols that are written as the venue does, but that it has no maintenance margin for. */
function unlistedMisfits(draft: Draft, venue: Venue, form: Form): Misfit[] {
  const classes = classesOf(venue);
  const symbols = placedPositions(draft).map(({ position }) => text(position["symbol"]));
  const names = [...new Set(symbols)].filter(
    (name) => name.includes("/") && isInForm(venue, form, name) && lacksMargin(draft, venue, name),
  );
  if (names.length === 0) return [];
  const [only] = classes;
  const listsNone = listedBy(venue).length === 0;
  const who = listsNone ? "It lists no symbols" : `It does not list ${names.join(", ")}`;
  if (classes.length > 1) {
    const path = member("account.rules.markets", names[0] ?? "");
    return [{ says: `${who}: choose a class of market for each below.`, path }];
  }
  if (only === undefined) {
    const key = listsNone ? "maintenanceMarginFraction" : "fallbackMaintenanceMarginFraction";
    return [{ says: `${who}: give a maintenance margin below.`, path: `account.rules.${key}` }];
  }
  const mend = (d: Draft): void => {
    const rule = rulesOf(d)["markets"];
    setRule(d, "markets", {
      ...(isObject(rule) ? rule : {}),
      ...Object.fromEntries(names.map((name) => [name, only])),
    });
  };
  return [{ says: `${who}.`, offer: `Take the terms of its "${only}" markets`, mend }];
}

/** Whether neither the venue nor the document says a maintenance margin for a symbol. */
export function lacksMargin(draft: Draft, venue: Venue, symbol: string): boolean {
  const { maintenanceMarginFraction, fallbackMaintenanceMarginFraction, tiers, markets } = rulesOf(draft);
  const has = (map: unknown): boolean =>
    isObject(map) && Object.keys(map).some((name) => coinOf(name) === coinOf(symbol) && map[name] !== "");
  return (
    !isListed(venue, symbol) &&
    venue.maintenanceMarginFraction === undefined &&
    maintenanceMarginFraction === undefined &&
    fallbackMaintenanceMarginFraction === undefined &&
    !has(tiers) &&
    !has(markets)
  );
}

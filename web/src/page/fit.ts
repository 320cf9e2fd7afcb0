import type { Venue } from "../wire.gen";
import { assetMisfits } from "./fit-assets";
import { symbolMisfits } from "./fit-symbols";
import { percentOf } from "./percent";
import { setMode } from "./position-switches";
import type { Preset } from "./presets";
import { dropEntry, rulesOf, setRule } from "./rules";
import { type Draft, isObject, text } from "./scenario";
import { dropUnused } from "./unused";
import { listedBy } from "./venue-form";
import type { JsonObject } from "./path";

/** One thing about the draft that is not as its venue has it. */
export interface Misfit {
  /** What does not fit, in a sentence. */
  says: string;
  /** What the button does. Without one its owner has to mend it, as the sentence says. */
  offer?: string;
  mend?: (draft: Draft) => void;
  /** The input where it can be mended by hand. */
  path?: string;
}

/** Returns what of the draft does not fit its venue. Nothing is changed. */
export function misfits(draft: Draft, venue: Venue, presets: readonly Preset[]): Misfit[] {
  return [
    ...positionMisfits(draft, venue),
    ...symbolMisfits(draft, venue, presets),
    ...assetMisfits(draft, venue, presets),
    ...ruleMisfits(draft, venue),
  ];
}

function positionMisfits(draft: Draft, { pools }: Venue): Misfit[] {
  const { positions } = draft.account;
  const inMode = (isolated: boolean): JsonObject[] =>
    positions.filter(({ marginMode }) => (marginMode === "isolated") === isolated);
  if (pools === "lending" && positions.length > 0) {
    const mend = (d: Draft): void => {
      d.account.positions = [];
      dropUnused(d);
    };
    return [{ says: "It lends: it has collateral and debts, and no positions.", offer: "Remove the positions", mend }];
  }
  if (pools === "isolated" && inMode(false).length > 0) {
    const mend = (d: Draft): void => d.account.positions.forEach((position) => setMode(position, "isolated"));
    const says = "Every position has margin of its own there. Cross ones would share a wallet that it does not have.";
    return [{ says, offer: "Make all positions isolated", mend }];
  }
  if (pools === "cross" && inMode(true).length > 0) {
    const mend = (d: Draft): void => d.account.positions.forEach((position) => setMode(position, "cross"));
    return [{ says: "It has no isolated margin.", offer: "Make all positions cross", mend }];
  }
  return [];
}

function ruleMisfits(draft: Draft, venue: Venue): Misfit[] {
  const rules = rulesOf(draft);
  const found: Misfit[] = [];
  const flat = rules["maintenanceMarginFraction"];
  if (flat !== undefined && listedBy(venue).length > 0)
    found.push({
      says: `The scenario's own maintenance margin, ${percentOf(text(flat))}% for every symbol, replaces the venue's.`,
      offer: "Use the venue's",
      mend: (d) => setRule(d, "maintenanceMarginFraction", undefined),
    });
  const mode = rules["efficiencyMode"];
  if (mode !== undefined && !venue.efficiencyModes?.some(({ name }) => name === mode))
    found.push({
      says: `It has no efficiency mode ${text(mode)}.`,
      offer: "Leave the mode",
      mend: (d) => setRule(d, "efficiencyMode", undefined),
    });
  const markets = isObject(rules["markets"]) ? rules["markets"] : {};
  const classes = (venue.markets ?? []).map(({ name }) => name);
  const strange = Object.keys(markets).filter((symbol) => !classes.includes(text(markets[symbol])));
  const chosen = strange.filter((symbol) => text(markets[symbol]) !== "");
  if (chosen.length > 0)
    found.push({
      says: `It has no class of market ${[...new Set(chosen.map((symbol) => text(markets[symbol])))].join(", ")}.`,
      offer: "Take the classes away",
      mend: (d) => chosen.forEach((symbol) => dropEntry(d, "markets", symbol)),
    });
  return found;
}

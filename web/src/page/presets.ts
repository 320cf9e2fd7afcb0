import type { JsonObject } from "./path";
import { type Draft, draftFrom, objects, text } from "./scenario";

/** A named portfolio of examples/. */
export interface Preset {
  id: string;
  title: string;
  draft: Draft;
}

const files = import.meta.glob<JsonObject>("../../../examples/*.json", { eager: true, import: "default" });

/** The portfolios of examples/, the blue-chip basket first. */
export const presets: readonly Preset[] = Object.entries(files)
  .map(([path, document]) => {
    const id = path.replace(/^.*\/|\.json$/g, "");
    return { id, title: String(document["title"] ?? id), draft: draftFrom(document) };
  })
  .sort((a, b) => rank(a.id) - rank(b.id) || a.title.localeCompare(b.title));

/** Reports whether a draft is what a preset gives, untouched. */
export function isPreset(draft: Draft): boolean {
  const text = JSON.stringify(draft);
  return presets.some((preset) => JSON.stringify(preset.draft) === text);
}

function rank(id: string): number {
  return id.startsWith("blue-chip") ? 0 : 1;
}

/** Groups presets for a list to choose from: the exchange most people use first, loans and rules of no venue last. */
export function groupsOf(all: readonly Preset[]): [label: string, members: Preset[]][] {
  const groups = new Map<string, Preset[]>(["Binance", "Other venues", "Loans", "No venue"].map((name) => [name, []]));
  for (const preset of all) groups.get(groupOf(preset.draft))?.push(preset);
  return [...groups].filter(([, members]) => members.length > 0);
}

function groupOf({ account }: Draft): string {
  const venue = text(account["venue"]);
  if (account.positions.length === 0 && objects(account["debts"]).length > 0) return "Loans";
  if (venue === "" || venue === "generic") return "No venue";
  return venue.startsWith("binance") ? "Binance" : "Other venues";
}

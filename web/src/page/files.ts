import { byId, h } from "./dom";
import type { Model } from "./model";
import { showBanner, showNotice } from "./notice";
import { draftFrom } from "./scenario";
import { linkTo } from "./storage";

/** Lets people bring scenarios in and take them away: a file, or a link. Called once. */
export function bindFiles(model: Model): void {
  const file = byId<HTMLInputElement>("file");
  byId("import").addEventListener("click", () => file.click());
  file.addEventListener("change", () => {
    const chosen = file.files?.[0];
    file.value = "";
    if (chosen) void read(chosen, model);
  });
  byId("export").addEventListener("click", () => save(model));
  byId("link").addEventListener("click", () => void copyLink(model));
}

async function read(file: File, model: Model): Promise<void> {
  try {
    model.replace(draftFrom(parse(await file.text())));
    showNotice([`Loaded ${file.name}.`]);
  } catch (error) {
    showBanner(`${file.name} could not be used: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const decimalKeys = new Set(["size", "entryPrice", "markPrice", "leverage", "margin", "amount"]);

/** Parses JSON and keeps decimals that were written as numbers as the text they were, where the browser still knows it. */
export function parse(json: string): unknown {
  const reviver = (key: string, value: unknown, context?: { source?: string }): unknown =>
    typeof value === "number" && decimalKeys.has(key) ? (context?.source ?? String(value)) : value;
  return JSON.parse(json, reviver);
}

function save(model: Model): void {
  const blob = new Blob([`${JSON.stringify(model.draft, null, 2)}\n`], { type: "application/json" });
  const url = URL.createObjectURL(blob);
  h("a", { href: url, download: "plimsoll-scenario.json" }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

async function copyLink(model: Model): Promise<void> {
  const link = linkTo(model.draft);
  try {
    await navigator.clipboard.writeText(link);
    showNotice(["Link copied. It holds the whole scenario: whoever has it can read your positions."]);
  } catch {
    history.replaceState(null, "", link);
    showNotice([
      "The link is in the address bar. It holds the whole scenario: whoever has it can read your positions.",
    ]);
  }
}

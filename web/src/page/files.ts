import type { Engine } from "../engine";
import { byId, h } from "./dom";
import type { Model } from "./model";
import { hideNotice, showNotice, showRefusal } from "./notice";
import { takeIn } from "./replace";
import { linkTo } from "./storage";

/** Lets people bring scenarios in and take them away: a file, or a link. Called once. */
export function bindFiles(engine: Engine, model: Model): void {
  const file = byId<HTMLInputElement>("file");
  byId("import").addEventListener("click", () => file.click());
  file.addEventListener("change", () => {
    const chosen = file.files?.[0];
    file.value = "";
    if (chosen) void read(chosen, engine, model);
  });
  byId("export").addEventListener("click", () => save(model));
  byId("link").addEventListener("click", () => void copyLink(model));
}

async function read(file: File, engine: Engine, model: Model): Promise<void> {
  hideNotice();
  try {
    await takeIn(engine, model, new Uint8Array(await file.arrayBuffer()), file.name);
  } catch (error) {
    showRefusal(`${file.name} could not be read.`, [String(error)]);
  }
}

function save(model: Model): void {
  hideNotice();
  const blob = new Blob([`${JSON.stringify(model.draft, null, 2)}\n`], { type: "application/json" });
  const url = URL.createObjectURL(blob);
  h("a", { href: url, download: "plimsoll-scenario.json" }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

async function copyLink(model: Model): Promise<void> {
  hideNotice();
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

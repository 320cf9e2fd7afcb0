import { createEngine } from "../engine";
import { renderBalances } from "./balances";
import { Computer } from "./compute";
import { byId, h } from "./dom";
import { bindFiles } from "./files";
import { keepFocus, trackPointer } from "./focus";
import { renderHorizon } from "./horizon";
import { renderMarket } from "./market";
import { Model } from "./model";
import { hideNotice, showNotice } from "./notice";
import { renderPositions } from "./positions";
import { presets } from "./presets";
import { draftFrom } from "./scenario";
import { renderSimulation } from "./simulation";
import { fromHash, hasLink, keep, restore } from "./storage";
import { VenueChoice } from "./venues";

const engine = createEngine();
const first = presets[0]?.draft ?? draftFrom({ version: 1, account: { currency: "USDT" } });
const model = new Model(restore() ?? structuredClone(first));
const computer = new Computer(engine, model, refreshVenues);
const brokenLink = "The link holds no scenario that can be read. It may have been cut short.";
const venues = new VenueChoice(engine, model);

function render(): void {
  keepFocus(() => {
    renderHorizon(model);
    venues.render();
    renderPositions(model, presets);
    renderBalances(model, presets);
    renderMarket(model);
    renderSimulation(model);
  });
}

function bindPresets(): void {
  const select = byId<HTMLSelectElement>("preset");
  select.replaceChildren(
    h("option", { value: "" }, "Your own"),
    ...presets.map(({ id, title }) => h("option", { value: id }, title)),
  );
  select.addEventListener("change", () => {
    const preset = presets.find(({ id }) => id === select.value);
    if (preset) model.replace(structuredClone(preset.draft));
  });
}

/** The preset that the draft still is, or none. */
function showPreset(): void {
  const now = JSON.stringify(model.draft);
  byId<HTMLSelectElement>("preset").value = presets.find(({ draft }) => JSON.stringify(draft) === now)?.id ?? "";
}

/** Until the engine has answered, the draft's venue is shown by its name; the next accepted scenario tries again. */
function refreshVenues(): void {
  venues.refresh().catch(() => undefined);
}

model.onChange((change) => {
  if (change === "shape") render();
  else hideNotice();
  showPreset();
  keep(model.draft);
  computer.schedule();
});
addEventListener("hashchange", () => {
  const linked = fromHash(location.hash);
  if (linked) model.replace(linked);
  else if (hasLink()) showNotice([brokenLink]);
});
trackPointer();
bindPresets();
bindFiles(model);
render();
showPreset();
computer.schedule();
if (hasLink() && !fromHash(location.hash)) showNotice([brokenLink]);

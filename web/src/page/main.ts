import { createEngine } from "../engine";
import { renderBalances } from "./balances";
import { Computer } from "./compute";
import { byId, h } from "./dom";
import { bindFiles } from "./files";
import { keepFocus, trackPointer } from "./focus";
import { renderHorizon } from "./horizon";
import { renderMarket } from "./market";
import { Model } from "./model";
import { tryDraft } from "./intake";
import { hidePassingNotice, showNotice } from "./notice";
import { renderPositions } from "./positions";
import { isPreset, presets } from "./presets";
import { replaceDraft, takeIn } from "./replace";
import { type Draft, draftFrom } from "./scenario";
import { renderSimulation } from "./simulation";
import { hasLink, keep, linkedBytes, restore } from "./storage";
import { VenueChoice } from "./venues";

const engine = createEngine();
const first = presets[0]?.draft ?? draftFrom({ version: 1, account: { currency: "USDT" } });
const [before, unread] = lastVisit();
const linked = hasLink() ? tryDraft(linkedBytes(location.hash)) : undefined;
const model = new Model(linked === undefined || linked instanceof Error ? before : linked);
const computer = new Computer(engine, model, refreshVenues);
const linkName = "the scenario in the link";
const venues = new VenueChoice(engine, model);

/** What to begin with where the address holds nothing, and a sentence if something kept could not be read. */
function lastVisit(): [Draft, string[]] {
  try {
    return [restore() ?? structuredClone(first), []];
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return [structuredClone(first), [`What was kept from your last visit could not be read. ${why}`]];
  }
}

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
    if (preset)
      replaceDraft(model, structuredClone(preset.draft), isPreset(model.draft) ? [] : [`Loaded "${preset.title}".`]);
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
  hidePassingNotice();
  showPreset();
  keep(model.draft);
  computer.schedule();
});
addEventListener("hashchange", () => {
  if (hasLink()) void takeIn(engine, model, linkedBytes(location.hash), linkName);
});
trackPointer();
bindPresets();
bindFiles(engine, model);
render();
showPreset();
showNotice(unread);
// A draft from the address is judged before it is computed and kept.
if (hasLink()) void takeIn(engine, model, linkedBytes(location.hash), linkName, before).then(() => computer.schedule());
else computer.schedule();

import { createCalibrator } from "../calibrate";
import { createEngine } from "../engine";
import { Computer } from "./compute";
import type { Context } from "./context";
import { bindFiles } from "./files";
import { renderFit } from "./fit-panel";
import { keepFocus, trackPointer } from "./focus";
import { renderHoldings } from "./holdings";
import { renderHorizon } from "./horizon";
import { renderMarket } from "./market";
import { Model } from "./model";
import { tryDraft } from "./intake";
import { hidePassingNotice, showNotice } from "./notice";
import { renderNamedPools } from "./named-pools";
import { renderPositions } from "./positions";
import { bindPrices } from "./prices/panel";
import { bindPresets, showPreset } from "./preset-choice";
import { presets } from "./presets";
import { showProblemsAgain } from "./problems";
import { takeIn } from "./replace";
import { renderRuleFields } from "./rule-fields";
import { renderRulesPanel } from "./rules-panel";
import { type Draft, draftFrom } from "./scenario";
import { renderSimulation } from "./simulation";
import { hasLink, keep, linkedBytes, restore } from "./storage";
import { VenueBook } from "./venue-book";
import { VenueChoice } from "./venues";

const engine = createEngine();
const first = presets[0]?.draft ?? draftFrom({ version: 1, account: { currency: "USDT" } });
const [before, unread] = lastVisit();
const linked = hasLink() ? tryDraft(linkedBytes(location.hash)) : undefined;
const model = new Model(linked === undefined || linked instanceof Error ? before : linked);
const book = new VenueBook(engine);
const computer = new Computer(engine, model, learnVenue);
const linkName = "the scenario in the link";
const venues = new VenueChoice(model, book);

/** What to begin with where the address holds nothing, and a sentence if something kept could not be read. */
function lastVisit(): [Draft, string[]] {
  try {
    return [restore() ?? structuredClone(first), []];
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return [structuredClone(first), [`What was kept from your last visit could not be read. ${why}`]];
  }
}

function context(): Context {
  return { model, presets, venue: book.of(model.draft) };
}

function render(): void {
  const now = context();
  keepFocus(() => {
    renderHorizon(model);
    venues.render();
    renderFit(now);
    renderRuleFields(now);
    renderPositions(now);
    renderHoldings(now);
    renderNamedPools(now);
    renderRulesPanel(now);
    renderMarket(model);
    renderSimulation(model);
  });
}

/** Makes the form fit the venue once its tables are known. Until the engine answers, it is made without them; the next answer tries again. */
function learnVenue(): void {
  book.learn(model.draft).then(
    (news) => {
      if (!news) return;
      render();
      showProblemsAgain();
    },
    () => undefined,
  );
}

model.onChange((change) => {
  if (change === "shape") render();
  else renderFit(context());
  hidePassingNotice();
  showPreset(model);
  keep(model.draft);
  computer.schedule();
});
addEventListener("hashchange", () => {
  if (hasLink()) void takeIn(engine, model, linkedBytes(location.hash), linkName);
});
trackPointer();
bindPresets(model);
bindFiles(engine, model);
bindPrices(model, createCalibrator());
render();
showPreset(model);
showNotice(unread);
// A draft from the address is judged before it is computed and kept.
if (hasLink()) void takeIn(engine, model, linkedBytes(location.hash), linkName, before).then(() => computer.schedule());
else computer.schedule();

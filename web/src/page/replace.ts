import type { Engine } from "../engine";
import { admit, Refusal } from "./intake";
import type { Model } from "./model";
import { hideNotice, showBanner, showNotice, showRefusal } from "./notice";
import { isPreset } from "./presets";
import type { Draft } from "./scenario";

/** Puts another draft in the place of the one being edited. One that is not a preset's own can be had back. */
export function replaceDraft(model: Model, draft: Draft, said: readonly string[], before: Draft = model.draft): void {
  showBanner();
  hideNotice();
  const shown = JSON.stringify(model.draft) === JSON.stringify(draft); // the address is shown while it is judged
  if (!shown) model.replace(draft);
  const undo = (): void => {
    hideNotice();
    model.replace(before);
  };
  const same = JSON.stringify(before) === JSON.stringify(draft);
  showNotice(said, same || isPreset(before) ? undefined : { label: "Undo", run: undo });
}

/** Makes a change that the page brings about at one press, says what it was, and offers to take it back and forth. */
export function changeWithUndo(model: Model, said: readonly string[], change: (draft: Draft) => void): void {
  const before = structuredClone(model.draft);
  hideNotice();
  model.edit(change);
  const swap = (to: Draft, words: readonly string[], label: string, back: string, wordsBack: readonly string[]): void =>
    showNotice(words, {
      label,
      run: () => {
        const from = structuredClone(model.draft); // with what was edited since
        hideNotice();
        model.replace(structuredClone(to));
        swap(from, wordsBack, back, label, words);
      },
    });
  swap(before, said, "Undo", "Redo", ["Undone."]);
}

let newest = 0;

/**
 * Takes a document from outside for the draft, or says why not and goes back to `before`. While one is being judged, a
 * newer one wins.
 */
export async function takeIn(
  engine: Engine,
  model: Model,
  bytes: Uint8Array,
  name: string,
  before: Draft = model.draft,
): Promise<void> {
  const mine = ++newest;
  hideNotice();
  showBanner();
  try {
    const draft = await admit(engine, bytes);
    if (mine === newest) replaceDraft(model, draft, [`Loaded ${name}.`], before);
  } catch (error) {
    if (mine !== newest) return;
    if (model.draft !== before) model.replace(before);
    const faults = error instanceof Refusal ? error.faults : [String(error)];
    showRefusal(`Nothing was changed: ${name} could not be used.`, faults);
  }
}

import type { Context } from "./context";
import { byId, h, put } from "./dom";
import { type Misfit, misfits } from "./fit";
import type { Model } from "./model";
import { changeWithUndo } from "./replace";
import { shortLabel } from "./venues";

/** Says what of the portfolio is not as its venue has it, with one press to mend each thing and one for all. */
export function renderFit({ model, presets, venue }: Context): void {
  const place = byId("fit");
  const found = venue ? misfits(model.draft, venue, presets) : [];
  const key = found.map(({ says }) => says).join("\n");
  if (place.dataset["of"] === key) return; // read aloud once, and not made anew under the pointer
  place.dataset["of"] = key;
  place.hidden = found.length === 0;
  if (venue === undefined || place.hidden) return put(place);
  const name = shortLabel(venue.label);
  const mendable = found.filter(({ mend }) => mend !== undefined);
  put(
    place,
    h("h3", {}, `What does not fit ${name} yet`),
    h("ul", {}, ...found.map((misfit) => item(model, misfit))),
    mendable.length > 1 &&
      h(
        "button",
        { type: "button", class: "primary", "data-focus": "fit-all", onclick: () => mendAll(model, name, mendable) },
        "Do all of this",
      ),
  );
}

function item(model: Model, { says, offer, mend, path }: Misfit): HTMLElement {
  const go = (): void => document.querySelector<HTMLElement>(`[data-path="${CSS.escape(path ?? "")}"]`)?.focus();
  return h(
    "li",
    {},
    h("span", {}, says),
    mend &&
      h(
        "button",
        {
          type: "button",
          "data-focus": `fit-${offer}`,
          onclick: () => changeWithUndo(model, [`${offer}: done.`], mend),
        },
        offer ?? "",
      ),
    path !== undefined && h("button", { type: "button", "data-focus": `fit-${path}`, onclick: go }, "Go there"),
  );
}

function mendAll(model: Model, name: string, found: readonly Misfit[]): void {
  changeWithUndo(model, [`Changed to fit ${name}.`], (draft) => {
    for (const { mend } of found) mend?.(draft);
  });
}

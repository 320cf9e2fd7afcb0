import { byId, h } from "./dom";
import type { Model } from "./model";
import { groupsOf, isPreset, presets } from "./presets";
import { replaceDraft } from "./replace";

/** Lets people pick a portfolio of the examples, in groups. Called once. */
export function bindPresets(model: Model): void {
  const select = byId<HTMLSelectElement>("preset");
  const option = ({ id, title }: { id: string; title: string }): HTMLElement => h("option", { value: id }, title);
  select.replaceChildren(
    h("option", { value: "" }, "Your own"),
    ...groupsOf(presets).map(([label, members]) => h("optgroup", { label }, ...members.map(option))),
  );
  select.addEventListener("change", () => {
    const preset = presets.find(({ id }) => id === select.value);
    if (preset)
      replaceDraft(model, structuredClone(preset.draft), isPreset(model.draft) ? [] : [`Loaded "${preset.title}".`]);
  });
}

/** Shows the preset that the draft still is, or none. */
export function showPreset(model: Model): void {
  const now = JSON.stringify(model.draft);
  byId<HTMLSelectElement>("preset").value = presets.find(({ draft }) => JSON.stringify(draft) === now)?.id ?? "";
}

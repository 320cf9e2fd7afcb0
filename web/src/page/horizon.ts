import { byId, h } from "./dom";
import { field } from "./field";
import type { Model } from "./model";
import { text } from "./scenario";

const choices = [
  { hours: 24, label: "1 day" },
  { hours: 168, label: "7 days" },
  { hours: 720, label: "30 days" },
];
const path = "simulation.horizonHours";

/** Makes the choice of horizon anew from the draft: three usual ones and any number of hours. */
export function renderHorizon(model: Model): void {
  const now = text(model.get(path));
  const hours = field({ model, path, label: "Horizon in hours", kind: "number" });
  const input = hours.querySelector("input");
  const radios = choices.map(({ hours, label }) => {
    const radio = h("input", {
      type: "radio",
      name: "horizon",
      value: hours,
      checked: now === String(hours),
      "data-focus": `horizon-${hours}`,
    });
    radio.addEventListener("change", () => {
      if (input) input.value = String(hours);
      model.set(path, hours);
    });
    return h("label", {}, radio, h("span", {}, label));
  });
  input?.addEventListener("input", () => {
    for (const radio of byId("horizon").querySelectorAll<HTMLInputElement>("input[type=radio]"))
      radio.checked = radio.value === input.value.trim();
  });
  byId("horizon").replaceChildren(
    h("legend", {}, "Within"),
    h("span", { class: "group" }, ...radios),
    h("label", { class: "hours" }, hours, "hours"),
  );
}

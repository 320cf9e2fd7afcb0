import { byId, h } from "./dom";
import { field } from "./field";
import { number } from "./format";
import { lawFields } from "./law";
import type { Model } from "./model";
import { isObject, text } from "./scenario";

const pathCounts = [1024, 4096, 16384, 65536, 262144];

/** Makes the simulation's inputs anew from the draft. */
export function renderSimulation(model: Model): void {
  const monitoring = model.get("simulation.monitoring");
  const discrete = isObject(monitoring);
  byId("simulation").replaceChildren(
    h(
      "div",
      { class: "settings" },
      h("label", {}, "Paths", pathSelect(model)),
      h(
        "label",
        { title: "Rounds find out how many paths this takes for the chance that any pool is liquidated" },
        "Standard error at most",
        field({
          model,
          path: "simulation.targetStdErr",
          label: "Standard error at most",
          kind: "number",
          optional: true,
          placeholder: "any",
        }),
      ),
      h(
        "label",
        {},
        "Seed",
        field({ model, path: "simulation.seed", label: "Seed", kind: "text", optional: true, placeholder: "1" }),
      ),
      h("label", {}, "Margin is checked", monitoringSelect(model, discrete)),
      discrete &&
        h(
          "label",
          {},
          "Every, hours",
          field({ model, path: "simulation.monitoring.everyHours", label: "Hours between two checks", kind: "number" }),
        ),
      ...lawFields(model),
    ),
  );
}

function pathSelect(model: Model): HTMLElement {
  const now = text(model.get("simulation.paths"));
  const counts =
    pathCounts.map(String).includes(now) || now === ""
      ? pathCounts
      : [...pathCounts, Number(now)].sort((a, b) => a - b);
  const select = h(
    "select",
    { "data-path": "simulation.paths", "aria-label": "Paths" },
    ...counts.map((count) => h("option", { value: count }, number(count))),
  );
  select.value = now || "4096";
  select.addEventListener("change", () => model.set("simulation.paths", Number(select.value)));
  return select;
}

function monitoringSelect(model: Model, discrete: boolean): HTMLElement {
  const select = h(
    "select",
    { "data-path": "simulation.monitoring", "aria-label": "Margin is checked" },
    h("option", { value: "continuous" }, "all the time"),
    h("option", { value: "discrete" }, "at intervals"),
  );
  select.value = discrete ? "discrete" : "continuous";
  select.addEventListener("change", () =>
    model.set("simulation.monitoring", select.value === "discrete" ? { everyHours: 1 } : "continuous", "shape"),
  );
  return select;
}

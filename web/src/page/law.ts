import { h } from "./dom";
import { field } from "./field";
import type { Model } from "./model";
import { text } from "./scenario";

/** The laws of prices, by their words in a document. */
export const lawLabels = {
  "vol-mixture": "random volatility (default)",
  "student-t": "Student's t",
  merton: "jumps",
  garch: "volatility from day to day",
  regime: "calm and stress",
  gbm: "constant volatility",
};
/** Those that draw past moves, for a document that has a history of them. */
export const drawnLabels = {
  "filtered-historical": "past moves, scaled one by one",
  bootstrap: "past moves in blocks",
};
const path = "market.model";

/** The choice of the law of prices and its parameters, as labels of the settings. */
export function lawFields(model: Model): HTMLElement[] {
  const kind = text(model.get(`${path}.kind`)) || "vol-mixture";
  const history = model.get(`${path}.history`);
  const drawn = history !== undefined || kind in drawnLabels;
  const select = h(
    "select",
    { "data-path": `${path}.kind`, "aria-label": "Price model" },
    ...Object.entries({ ...lawLabels, ...(drawn ? drawnLabels : {}) }).map(([value, label]) =>
      h("option", { value }, label),
    ),
  );
  select.value = kind;
  select.addEventListener("change", () =>
    model.set(path, { kind: select.value, ...(history === undefined ? {} : { history }) }, "shape"),
  );
  const number = (name: string, label: string, placeholder: string): HTMLElement =>
    h(
      "label",
      {},
      label,
      field({ model, path: `${path}.${name}`, label, kind: "number", optional: true, placeholder }),
    );
  const parameters: Record<string, HTMLElement[]> = {
    "vol-mixture": [number("multiplierSd", "Spread of the volatility", "1")],
    "student-t": [
      number("degreesOfFreedom", "Degrees of freedom", "4"),
      number("tailHours", "Drawn every, hours", "24"),
    ],
    garch: [number("alpha", "Of a day's shock, to the next", "0.07"), number("beta", "Of a day's variance", "0.9")],
    regime: [
      number("stressMultiplier", "Volatility under stress, times", "2.5"),
      number("calmDays", "Days of calm", "10"),
      number("stressDays", "Days of stress", "5"),
    ],
    "filtered-historical": [number("meanBlock", "Days drawn in a row, on average", "1")],
    bootstrap: [number("meanBlock", "Days drawn in a row, on average", "5")],
    merton: [
      number("jumpsPerYear", "Jumps a year", "12"),
      number("jumpMean", "Mean log jump", "-0.01"),
      number("jumpVolatility", "Spread of a log jump", "0.11"),
    ],
  };
  return [h("label", {}, "Price model", select), ...(parameters[kind] ?? []), sensitivityBox(model)];
}

function sensitivityBox(model: Model): HTMLElement {
  const at = "simulation.sensitivity";
  const box = h("input", { type: "checkbox", "data-path": at, checked: model.get(at) === true });
  box.addEventListener("change", () => model.set(at, box.checked ? true : undefined));
  return h("label", {}, "Other volatilities and models too", box);
}

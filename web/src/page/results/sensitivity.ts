import type { Report, SensitivityCase } from "../../wire.gen";
import { h } from "../dom";
import { probability } from "../format";

const names: Record<SensitivityCase["name"], string> = {
  volatilityLow: "all volatilities one standard error lower",
  volatilityHigh: "all volatilities one standard error higher",
  model: "the model",
};

/** What the chance of any liquidation would be in another market, a line each, if the scenario asks for it. */
export function sensitivityLines({ sensitivity }: Report): HTMLElement[] {
  if (!sensitivity) return [];
  const lines = sensitivity.cases.map(({ name, model, any }) =>
    h("li", {}, `${name === "model" ? `${names[name]} ${model}` : names[name]}: ${probability(any)}`),
  );
  return [h("p", { class: "hint" }, "Chance of any liquidation, were it"), h("ul", { class: "hint" }, ...lines)];
}

import { byId, h } from "../dom";

/** Shows the limits of the model that apply to this input, each once. */
export function renderWarnings(warnings: readonly string[]): void {
  byId("warnings-card").hidden = warnings.length === 0;
  byId("warnings").replaceChildren(...[...new Set(warnings)].map((warning) => h("li", {}, warning)));
}

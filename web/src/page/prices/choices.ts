import type { CalibrationOptions } from "../../calibrate";
import { h } from "../dom";
import { whenSettled } from "../focus";
import { lawLabels } from "../law";

export type Law = NonNullable<CalibrationOptions["model"]>;

/** The laws whose figures can be calibrated. */
export const laws: Record<Law, string> = {
  "vol-mixture": lawLabels["vol-mixture"],
  "student-t": lawLabels["student-t"],
  gbm: lawLabels.gbm,
};

const volatilities = {
  close: "closes",
  ewma: "closes, the last ones more",
  parkinson: "highs and lows",
  "yang-zhang": "open, high, low, close",
  realised: "hourly closes",
};

const correlations = {
  ewma: "the last days more",
  pearson: "all days alike",
  kendall: "ranks (Kendall)",
  "shrink-constant": "shrunk to its mean",
  "shrink-identity": "shrunk to none",
};

/** The choices of how to calibrate; changed is told of each that is made. */
export function choicesOf(
  options: CalibrationOptions,
  law: Law,
  changed: (next: CalibrationOptions) => void,
): HTMLElement {
  const choice = (key: string, label: string, values: Record<string, string>, now: string): HTMLElement => {
    const entries = Object.entries(values).map(([value, name]) => h("option", { value }, name));
    const select = h("select", { "data-focus": `prices-${key}` }, ...entries);
    select.value = now;
    select.addEventListener("change", () => changed({ ...options, [key]: select.value }));
    return h("label", {}, label, select);
  };
  const window = h("input", {
    type: "text",
    inputmode: "numeric",
    class: "numeric",
    "data-focus": "prices-window",
    value: options.windowDays ?? 365,
  });
  window.addEventListener("change", () =>
    whenSettled(() => changed({ ...options, windowDays: Number(window.value) || 0 })),
  );
  return h(
    "div",
    { class: "settings" },
    choice("model", "For the price model", laws, law),
    choice("volatility", "Volatility from", volatilities, options.volatility ?? "close"),
    choice("correlation", "Correlation by", correlations, options.correlation ?? "ewma"),
    h("label", {}, "Days of history", window),
  );
}

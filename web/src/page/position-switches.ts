import { h } from "./dom";
import type { Model } from "./model";
import type { JsonObject } from "./path";
import { text } from "./scenario";

/** Isolated margins of positions that were switched to cross, to be there again when they are switched back. */
const setAside = new WeakMap<JsonObject, string>();

/** A button that says long or short and turns the sign of the size. */
export function sideButton(model: Model, i: number, name: string): HTMLElement {
  const position = model.draft.account.positions[i] ?? {};
  const flip = (): void => {
    const size = text(position["size"]);
    model.edit(() => (position["size"] = size.startsWith("-") ? size.slice(1) : `-${size.replace(/^\+/, "")}`));
  };
  const button = h("button", {
    type: "button",
    title: "Turn long into short and back",
    onclick: flip,
    "data-focus": `side-${i}`,
  });
  showSide(button, position, name);
  return button;
}

/** Makes the button say which side the position is on. */
export function showSide(button: HTMLElement, position: JsonObject, name: string): void {
  const side = text(position["size"]).trim().startsWith("-") ? "short" : "long";
  button.className = `side ${side}`;
  button.textContent = side === "short" ? "Short" : "Long";
  button.setAttribute("aria-label", `${name} is ${side}: turn it round`);
}

/** A choice between cross and isolated margin. */
export function modeChoice(model: Model, i: number, name: string, isolated: boolean): HTMLElement {
  const position = model.draft.account.positions[i] ?? {};
  const choose = (mode: string) => (): void =>
    model.edit(() => {
      position["marginMode"] = mode;
      if (mode === "cross" && position["margin"] !== undefined) {
        setAside.set(position, text(position["margin"]));
        delete position["margin"];
      } else if (mode === "isolated" && setAside.has(position)) position["margin"] = setAside.get(position) ?? "";
    });
  const option = (mode: string, label: string, on: boolean): HTMLElement =>
    h(
      "label",
      {},
      h("input", {
        type: "radio",
        name: `mode-${i}`,
        value: mode,
        checked: on,
        onchange: choose(mode),
        "data-focus": `mode-${i}-${mode}`,
      }),
      h("span", {}, label),
    );
  return h(
    "span",
    {
      class: "segments small",
      role: "radiogroup",
      "aria-label": `Margin mode of ${name}`,
      "data-path": `account.positions[${i}].marginMode`,
    },
    option("cross", "Cross", !isolated),
    option("isolated", "Isolated", isolated),
  );
}

import type { Context } from "./context";
import { h } from "./dom";
import type { Model } from "./model";
import type { JsonObject } from "./path";
import { text } from "./scenario";

/** Isolated margins of positions that were switched to cross, to be there again when they are switched back. */
const setAside = new WeakMap<JsonObject, string>();

/** A button that says long or short and turns the sign of the size. */
export function sideButton(model: Model, path: string, position: JsonObject, name: string): HTMLElement {
  const flip = (): void => {
    const size = text(position["size"]);
    model.edit(() => (position["size"] = size.startsWith("-") ? size.slice(1) : `-${size.replace(/^\+/, "")}`));
  };
  const button = h("button", {
    type: "button",
    title: "Turn long into short and back",
    onclick: flip,
    "data-focus": `side-${path}`,
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

/** Switches a position to cross or isolated margin; a margin that cross has no place for is there again afterwards. */
export function setMode(position: JsonObject, mode: "cross" | "isolated"): void {
  position["marginMode"] = mode;
  if (mode === "cross" && position["margin"] !== undefined) {
    setAside.set(position, text(position["margin"]));
    delete position["margin"];
  } else if (mode === "isolated" && setAside.has(position)) position["margin"] = setAside.get(position) ?? "";
}

/** A choice between cross and isolated margin; a word where the venue has only the one that the position has. */
export function modeChoice({ model, venue }: Context, path: string, position: JsonObject, name: string): HTMLElement {
  const isolated = position["marginMode"] === "isolated";
  const only = isolated ? venue?.pools === "isolated" : venue?.pools === "cross";
  if (only) return h("span", { class: "shared" }, isolated ? "isolated" : "cross");
  const option = (mode: "cross" | "isolated", label: string, on: boolean): HTMLElement =>
    h(
      "label",
      {},
      h("input", {
        type: "radio",
        name: `mode-${path}`,
        value: mode,
        checked: on,
        onchange: () => model.edit(() => setMode(position, mode)),
        "data-focus": `mode-${path}-${mode}`,
      }),
      h("span", {}, label),
    );
  return h(
    "span",
    {
      class: "segments small",
      role: "radiogroup",
      "aria-label": `Margin mode of ${name}`,
      "data-path": `${path}.marginMode`,
    },
    option("cross", "Cross", !isolated),
    option("isolated", "Isolated", isolated),
  );
}

import { h } from "./dom";
import { whenSettled } from "./focus";
import type { Model } from "./model";
import type { Json } from "./path";
import { fractionOf, percentOf, shift } from "./percent";
import { text } from "./scenario";

/**
 * How an input's text and its field in the document relate: `decimal` and `text` keep the text as it is typed, `number`
 * is a JSON number, `percent` a JSON fraction, and `share` a fraction kept as text, shown in percent. Text that is none is kept too: the engine says what is wrong with it.
 */
export type FieldKind = "decimal" | "text" | "number" | "percent" | "share";

export interface FieldOptions {
  model: Model;
  /** Where in the document; also where the engine's errors about it are shown. */
  path: string;
  /** Spoken name. */
  label: string;
  kind: FieldKind;
  /** Leave the field out of the document while its input is empty. */
  optional?: boolean;
  placeholder?: string;
  /** What the placeholder stands for. */
  title?: string;
  /** Id of a datalist. */
  list?: string;
  disabled?: boolean;
  /** Set the value when the input is left, not at every keystroke; onCommit has to do it. */
  lazy?: boolean;
  /** After the input was changed and left, once the focus and the pointer have settled. */
  onCommit?: (input: HTMLInputElement) => void;
}

/** Makes an input bound to a field of the draft, with a place below it for errors. */
export function field(options: FieldOptions): HTMLElement {
  const {
    model,
    path,
    label,
    kind,
    optional = false,
    placeholder,
    title,
    list,
    disabled,
    lazy = false,
    onCommit,
  } = options;
  const input = h("input", {
    "data-path": path,
    "aria-label": label,
    type: "text",
    inputmode: kind === "text" ? undefined : "decimal",
    class: kind === "text" ? "text" : "numeric",
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    placeholder,
    title,
    list,
    disabled,
  });
  input.value = shown(model.get(path), kind);
  if (!lazy) input.addEventListener("input", () => model.set(path, stored(input.value, kind, optional)));
  const caution = kind === "percent" ? cautionOf(input) : undefined;
  if (onCommit) input.addEventListener("change", () => whenSettled(() => onCommit(input)));
  return h("span", { class: "field" }, input, caution);
}

/** Above this a percentage is asked about, not refused. */
const unusualPercent = 500;

/** A line below a percent input that asks whether an unusual value is meant. */
function cautionOf(input: HTMLInputElement): HTMLElement {
  const line = h("span", { class: "caution", role: "status" });
  const update = (): void => {
    const high = Number(input.value.trim()) > unusualPercent;
    line.textContent = high ? `Above ${unusualPercent}% a year: is that meant?` : "";
    line.hidden = !high;
  };
  input.addEventListener("input", update);
  update();
  return line;
}

function shown(value: Json | undefined, kind: FieldKind): string {
  if ((kind === "percent" || kind === "share") && (typeof value === "number" || typeof value === "string"))
    return percentOf(value);
  return text(value);
}

function stored(typed: string, kind: FieldKind, optional: boolean): Json | undefined {
  const trimmed = typed.trim();
  if (trimmed === "") return optional ? undefined : "";
  if (kind === "percent") return fractionOf(trimmed);
  if (kind === "share") return shift(trimmed, -2) ?? trimmed;
  if (kind === "number" && Number.isFinite(Number(trimmed))) return Number(trimmed);
  return trimmed;
}

import type { FieldError } from "../engine";
import { byId, h } from "./dom";
import { nearest } from "./path";
import { sentence } from "./words";

let shown: readonly FieldError[] = [];

/** Shows the field errors again, beside inputs that were made anew. */
export function showProblemsAgain(): void {
  showProblems(shown);
}

/** Shows field errors beside the inputs they are about and in a summary, and takes the ones shown before away. */
export function showProblems(fields: readonly FieldError[]): void {
  clear();
  shown = fields;
  const summary = byId("problems");
  summary.hidden = fields.length === 0;
  if (fields.length === 0) return;
  const places = placesByPath();
  const items = fields.map((error, i) => {
    const path = nearest(error.path, (at) => places.has(at));
    const place = path === undefined ? undefined : places.get(path);
    if (place) mark(place, error, `problem-${i}`, path === error.path);
    const name = (path === error.path && place?.getAttribute("aria-label")) || error.path;
    return h("li", {}, place ? link(place, name, error.path) : h("code", {}, name), ` ${sentence(error)}`);
  });
  const count = fields.length === 1 ? "One field needs" : `${fields.length} fields need`;
  // What does not fit the venue is said above in one sentence each: the fields come after it, folded.
  const open = byId("fit").hidden;
  summary.replaceChildren(
    h("details", { open }, h("summary", {}, h("h2", {}, `${count} another value`)), h("ul", {}, ...items)),
    h("p", {}, "The results below are those of the last valid input."),
  );
}

function placesByPath(): Map<string, HTMLElement> {
  const places = new Map<string, HTMLElement>();
  for (const element of document.querySelectorAll<HTMLElement>("[data-path]")) {
    places.set(element.dataset["path"] ?? "", element);
    const alias = element.dataset["alias"];
    if (alias !== undefined) places.set(alias, element);
  }
  return places;
}

function mark(place: HTMLElement, error: FieldError, id: string, exact: boolean): void {
  const isInput = place.matches("input, select");
  const words = isInput && exact ? sentence(error) : `${error.path} ${sentence(error)}`;
  const message = h("span", { class: "problem", id }, words.charAt(0).toUpperCase() + words.slice(1));
  if (isInput) {
    place.setAttribute("aria-invalid", "true");
    place.setAttribute("aria-describedby", id);
    place.after(message);
  } else place.append(message);
  place.closest("details")?.setAttribute("open", "");
}

function link(place: HTMLElement, name: string, path: string): HTMLElement {
  const focus = (event: Event): void => {
    event.preventDefault();
    const target = place.matches("input, select")
      ? place
      : (place.querySelector<HTMLElement>("input, select, button") ?? place);
    target.focus();
  };
  return h("a", { href: "#", title: path, onclick: focus }, name);
}

function clear(): void {
  for (const message of document.querySelectorAll(".problem")) message.remove();
  for (const input of document.querySelectorAll("[data-path][aria-invalid]")) {
    input.removeAttribute("aria-invalid");
    input.removeAttribute("aria-describedby");
  }
}

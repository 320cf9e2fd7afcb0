import { byId, h } from "./dom";

interface Action {
  label: string;
  run: () => void;
}

/** Says what the page has just done on its own; without sentences nothing changes. A notice with an action outlasts edits. */
export function showNotice(sentences: readonly string[], action?: Action): void {
  if (sentences.length === 0) return;
  show("status", [h("span", {}, sentences.join(" ")), ...(action ? [button(action)] : [])]);
  byId("notice").toggleAttribute("data-lasting", action !== undefined);
}

/** Says what could not be done and every reason. */
export function showRefusal(sentence: string, faults: readonly string[]): void {
  show("alert", [h("div", {}, sentence, h("ul", {}, ...faults.map((fault) => h("li", {}, fault))))]);
  byId("notice").removeAttribute("data-lasting");
}

/** Takes the notice away. */
export function hideNotice(): void {
  const notice = byId("notice");
  notice.hidden = true;
  notice.removeAttribute("data-lasting");
  notice.replaceChildren();
}

/** Takes the notice away unless it offers an action. */
export function hidePassingNotice(): void {
  if (!byId("notice").hasAttribute("data-lasting")) hideNotice();
}

/** Shows a failure that is not about a field, with one thing to do about it; undefined takes it away. */
export function showBanner(message?: string, action?: Action): void {
  const banner = byId("banner");
  banner.hidden = message === undefined;
  if (message === undefined) return banner.replaceChildren();
  banner.replaceChildren(h("span", {}, message), ...(action ? [button(action)] : []));
}

function show(role: "status" | "alert", content: Node[]): void {
  const notice = byId("notice");
  notice.setAttribute("role", role);
  notice.replaceChildren(...content);
  notice.hidden = false;
}

function button({ label, run }: Action): HTMLElement {
  return h("button", { type: "button", onclick: run }, label);
}

import { byId, h } from "./dom";

/** Says what the page has just done on its own; without sentences nothing changes. */
export function showNotice(sentences: readonly string[]): void {
  if (sentences.length === 0) return;
  const notice = byId("notice");
  notice.replaceChildren(sentences.join(" "));
  notice.hidden = false;
}

export function hideNotice(): void {
  byId("notice").hidden = true;
}

/** Shows a failure that is not about a field, with one thing to do about it; undefined takes it away. */
export function showBanner(message?: string, action?: { label: string; run: () => void }): void {
  const banner = byId("banner");
  banner.hidden = message === undefined;
  if (message === undefined) return banner.replaceChildren();
  banner.replaceChildren(
    h("span", {}, message),
    ...(action ? [h("button", { type: "button", onclick: action.run }, action.label)] : []),
  );
}

/** Runs a render that makes inputs anew and puts the focus, and the caret, back where they were. */
export function keepFocus(render: () => void): void {
  const focused = document.activeElement;
  const selector = selectorOf(focused);
  const caret = focused instanceof HTMLInputElement && focused.type === "text" ? focused.selectionStart : null;
  render();
  if (selector === undefined) return;
  const again = document.querySelector<HTMLElement>(selector);
  again?.focus({ preventScroll: true });
  if (caret !== null && again instanceof HTMLInputElement && again.type === "text")
    again.setSelectionRange(caret, caret);
}

function selectorOf(element: Element | null): string | undefined {
  if (!(element instanceof HTMLElement)) return undefined;
  if (element.id !== "") return `#${CSS.escape(element.id)}`;
  for (const name of ["data-path", "data-focus"]) {
    const value = element.getAttribute(name);
    if (value !== null) return `${element.tagName.toLowerCase()}[${name}="${CSS.escape(value)}"]`;
  }
  return undefined;
}

let pointerDown = false;

/** Begins to follow the pointer, for whenSettled. Called once. */
export function trackPointer(): void {
  document.addEventListener("pointerdown", () => (pointerDown = true), true);
  for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, () => (pointerDown = false), true);
}

/**
 * Runs what an edit brings about after the browser has moved the focus and, where the edit ended by a press of the
 * pointer, after its click: a render in between would take the pressed button away before it is clicked.
 */
export function whenSettled(run: () => void): void {
  if (!pointerDown) setTimeout(run);
  else document.addEventListener("pointerup", () => setTimeout(run), { once: true, capture: true });
}

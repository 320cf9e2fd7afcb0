import { type Draft, draftFrom } from "./scenario";
import { dropUnused } from "./unused";

const key = "plimsoll.scenario";
const hashPrefix = "#scenario=";

/** Returns the draft of the last visit, or undefined. Throws a plain sentence if what was kept is no scenario. */
export function restore(): Draft | undefined {
  const kept = stored();
  if (kept === null) return undefined;
  const draft = draftFrom(JSON.parse(kept));
  dropUnused(draft);
  return draft;
}

/** Reports whether the address says it holds a scenario. */
export function hasLink(): boolean {
  return location.hash.startsWith(hashPrefix);
}

/** Keeps the draft for the next visit. An address that holds another draft gives it up, so that a reload shows this one. */
export function keep(draft: Draft): void {
  try {
    localStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // Storage may be full or forbidden; the page works without.
  }
  if (hasLink()) history.replaceState(null, "", location.pathname + location.search);
}

/** Returns the page's address with the draft in its fragment, which browsers do not send to servers. */
export function linkTo(draft: Draft): string {
  const bytes = new TextEncoder().encode(JSON.stringify(draft));
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  const coded = btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  return location.href.split("#")[0] + hashPrefix + coded;
}

/** Returns the bytes of the document in a fragment: none if it holds none or was cut short. */
export function linkedBytes(hash: string): Uint8Array {
  if (!hash.startsWith(hashPrefix)) return new Uint8Array();
  try {
    const coded = hash.slice(hashPrefix.length).replaceAll("-", "+").replaceAll("_", "/");
    return Uint8Array.from(atob(coded), (char) => char.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}

function stored(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

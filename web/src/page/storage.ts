import { type Draft, draftFrom } from "./scenario";

const key = "plimsoll.scenario";
const hashPrefix = "#scenario=";

/** Returns the draft to begin with: the one in the address, else the one of the last visit, else undefined. */
export function restore(): Draft | undefined {
  return fromHash(location.hash) ?? fromStore();
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

/** Returns the draft in a fragment, or undefined if it holds none that can be read. */
export function fromHash(hash: string): Draft | undefined {
  if (!hash.startsWith(hashPrefix)) return undefined;
  try {
    const coded = hash.slice(hashPrefix.length).replaceAll("-", "+").replaceAll("_", "/");
    const bytes = Uint8Array.from(atob(coded), (char) => char.charCodeAt(0));
    return draftFrom(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return undefined;
  }
}

function fromStore(): Draft | undefined {
  try {
    const kept = localStorage.getItem(key);
    return kept === null ? undefined : draftFrom(JSON.parse(kept));
  } catch {
    return undefined;
  }
}

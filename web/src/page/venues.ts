import { byId, h } from "./dom";
import type { Model } from "./model";
import { changeWithUndo } from "./replace";
import { setRule } from "./rules";
import { isObject, text } from "./scenario";
import { dateOf, type VenueBook, venueOf } from "./venue-book";

/** The choice of venue. The date of a table belongs to its venue: it goes with it, and comes back with it. */
export class VenueChoice {
  readonly #select = byId<HTMLSelectElement>("venue");
  readonly #dates = new Map<string, string>();

  constructor(
    private readonly model: Model,
    private readonly book: VenueBook,
  ) {
    this.#select.addEventListener("change", () => this.#choose(this.#select.value));
  }

  /** Shows the draft's venue; one that is not among the presets stays, for the engine to judge. */
  render(): void {
    const now = venueOf(this.model.draft);
    const options = this.book.names.map(({ name, label }) => h("option", { value: name }, plain(label)));
    if (!this.book.names.some(({ name }) => name === now)) {
      const own = now === "" && isObject(this.model.get("account.rules"));
      options.push(h("option", { value: now }, own ? "the scenario's own rules" : now || "none"));
    }
    this.#select.replaceChildren(...options);
    this.#select.value = now;
  }

  #choose(name: string): void {
    const date = dateOf(this.model.draft);
    this.#dates.set(venueOf(this.model.draft), date);
    const label = shortLabel(this.book.names.find((venue) => venue.name === name)?.label ?? name);
    const said = date === "" ? [] : [`The table of ${date} was the other venue's: the newest is used.`];
    changeWithUndo(this.model, [`The rules are now those of ${label}.`, ...said], (draft) => {
      if (name === "") delete draft.account["venue"];
      else draft.account["venue"] = name;
      setRule(draft, "asOf", this.#dates.get(name) || undefined);
    });
  }
}

/** Replaces letters that few fonts have, such as the circled S of USDⓈ-M, by the plain ones. */
export function plain(label: string): string {
  return text(label).normalize("NFKC");
}

/** The label without what it says in addition. */
export function shortLabel(label: string): string {
  return plain(label).split(/[,;:]| \(/)[0] ?? label;
}

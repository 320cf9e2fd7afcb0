import type { Engine } from "../engine";
import { EngineError } from "../engine/errors";
import type { Venue, VenueName } from "../wire.gen";
import { type Draft, isObject, text } from "./scenario";

/** The venues that the engine knows, and the tables of those that were asked for. */
export class VenueBook {
  #names: readonly VenueName[] = [];
  readonly #tables = new Map<string, Venue>();

  constructor(private readonly engine: Pick<Engine, "venue" | "venues">) {}

  /** The presets by name; none until the engine has answered. */
  get names(): readonly VenueName[] {
    return this.#names;
  }

  /** The tables of the draft's venue at its date, if they are known yet; undefined also where it names no venue. */
  of(draft: Draft): Venue | undefined {
    return this.#tables.get(question(draft));
  }

  /** Asks for what is not known yet of the draft's venue. Returns whether there was news. Rejects as the engine does. */
  async learn(draft: Draft): Promise<boolean> {
    const before = this.#names.length;
    if (before === 0) this.#names = (await this.engine.venues()).venues;
    const news = this.#names.length > before;
    const asked = question(draft);
    if (this.#tables.has(asked) || !this.#names.some(({ name }) => name === venueOf(draft))) return news;
    // A date before the first table is an error that its owner can mend, with the newest table in view.
    const table = await this.engine.venue(asked).catch(async (error: unknown) => {
      if (error instanceof EngineError && error.kind === "input") return this.engine.venue(venueOf(draft));
      throw error;
    });
    this.#tables.set(asked, table);
    return true;
  }
}

/** The name of the draft's venue; empty where it names none. */
export function venueOf(draft: Draft): string {
  return text(draft.account["venue"]);
}

/** The date that picks the venue's table; empty for the newest. */
export function dateOf(draft: Draft): string {
  const rules = draft.account["rules"];
  return isObject(rules) ? text(rules["asOf"]).trim() : "";
}

/** What the engine is asked for the tables of the draft: the name and, after a space, the date. */
function question(draft: Draft): string {
  return `${venueOf(draft)} ${dateOf(draft)}`.trim();
}

import type { Engine } from "../engine";
import type { VenueName } from "../wire.gen";
import { byId, h } from "./dom";
import type { Model } from "./model";
import { text } from "./scenario";

/** The choice of venue and, with it, the symbols that the position table offers. */
export class VenueChoice {
  readonly #select = byId<HTMLSelectElement>("venue");
  #venues: readonly VenueName[] = [];
  #symbolsOf = "";

  constructor(
    private readonly engine: Engine,
    private readonly model: Model,
  ) {
    this.#select.addEventListener("change", () => {
      model.set("account.venue", this.#select.value === "" ? undefined : this.#select.value);
    });
  }

  /** Asks the engine for its presets and the symbols of the draft's venue, as far as they are not known yet. Rejects as the engine does. */
  async refresh(): Promise<void> {
    if (this.#venues.length === 0) {
      this.#venues = (await this.engine.venues()).venues;
      this.render();
    }
    await this.#offerSymbols();
  }

  /** Shows the draft's venue; one that is not among the presets stays, for the engine to judge. */
  render(): void {
    const now = text(this.model.get("account.venue"));
    const options = this.#venues.map(({ name, label, asOf }) =>
      h("option", { value: name }, `${plain(label)}, ${asOf}`),
    );
    if (!this.#venues.some(({ name }) => name === now)) {
      const own = now === "" && this.model.get("account.rules") !== undefined;
      options.push(h("option", { value: now }, own ? "the scenario's own rules" : now || "none"));
    }
    this.#select.replaceChildren(...options);
    this.#select.value = now;
  }

  async #offerSymbols(): Promise<void> {
    const name = text(this.model.get("account.venue"));
    if (name === this.#symbolsOf || !this.#venues.some((venue) => venue.name === name)) return;
    const { symbols } = await this.engine.venue(name);
    this.#symbolsOf = name;
    byId("symbols").replaceChildren(...symbols.map(({ symbol }) => h("option", { value: symbol })));
  }
}

/** Replaces letters that few fonts have, such as the circled S of USDⓈ-M, by the plain ones. */
function plain(label: string): string {
  return label.normalize("NFKC");
}

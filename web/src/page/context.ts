import type { Venue } from "../wire.gen";
import type { Model } from "./model";
import type { Preset } from "./presets";
import { currencyOf } from "./scenario";
import { completeSymbol } from "./symbol";
import { formOf, listedBy } from "./venue-form";

/** What the form is made from. */
export interface Context {
  model: Model;
  presets: readonly Preset[];
  /** The tables of the draft's venue, once the engine has said them. */
  venue: Venue | undefined;
}

/** Completes a symbol as the venue writes it; without a venue, in the account's currency. */
export function completeAt({ model, presets, venue }: Context, typed: string): string {
  const form = venue && formOf(venue, presets);
  return completeSymbol(typed, form ?? { quote: currencyOf(model.draft) }, venue && listedBy(venue));
}

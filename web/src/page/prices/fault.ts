import { EngineError } from "../../engine/errors";
import { sentence } from "../words";

/** Why there are no figures: a sentence, each fault, and whether trying again may help. */
export interface Refused {
  says: string;
  faults: readonly string[];
  retry: boolean;
}

/** What to say of a calibration that failed: each fault of a file by name, line and column. */
export function refusalOf(error: unknown): Refused {
  if (!(error instanceof EngineError))
    return { says: "The files could not be calibrated.", faults: [String(error)], retry: true };
  if (error.kind !== "input")
    return { says: "Calibration did not run; nothing was changed.", faults: [error.message], retry: true };
  const faults = error.fields.map((field) => `${placeOf(field.path)} ${sentence(field)}`);
  return { says: "Nothing was changed: these files cannot be used.", faults, retry: false };
}

/** The path of a fault for people: "BTC.csv, line 3, close:". */
export function placeOf(path: string): string {
  if (path === "PRICES") return "The prices together:";
  if (path === "windowDays") return "Days of history:";
  const at = /^(.*\.[A-Za-z]+):(\d+)(?: (.*))?$/.exec(path);
  return at ? `${at[1]}, line ${at[2]}${at[3] === undefined ? "" : `, ${at[3]}`}:` : `${path}:`;
}

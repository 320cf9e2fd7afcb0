import calibrate from "./generated/calibrate.wasm?url";
import laws from "./generated/plimsoll-laws.wasm?url";
import wasm from "./generated/plimsoll.wasm?url";
import worker from "./worker?worker&url";

declare const __ENGINE__: { sha256: string; size: number };
declare const __LAWS__: { sha256: string; size: number };
declare const __CALIBRATION__: { sha256: string; size: number };

/** The built files of the engine, and the digest of the one this build was made with (see vite.config.ts). */
export const engineURLs = { worker, wasm, built: __ENGINE__ };

/** The same engine with every law of prices, which is loaded when a document needs one that the first does without. */
export const lawsURLs = { worker, wasm: laws, built: __LAWS__ };

/** The same for the program that calibrates, which runs in a worker of the same script. */
export const calibrationURLs = { worker, wasm: calibrate, built: __CALIBRATION__ };

import calibrate from "./generated/calibrate.wasm?url";
import wasm from "./generated/plimsoll.wasm?url";
import worker from "./worker?worker&url";

declare const __ENGINE__: { sha256: string; size: number };
declare const __CALIBRATION__: { sha256: string; size: number };

/** The built files of the engine, and the digest of the one this build was made with (see vite.config.ts). */
export const engineURLs = { worker, wasm, built: __ENGINE__ };

/** The same for the program that calibrates, which runs in a worker of the same script. */
export const calibrationURLs = { worker, wasm: calibrate, built: __CALIBRATION__ };

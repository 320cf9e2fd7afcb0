import wasm from "./generated/plimsoll.wasm?url";
import worker from "./worker?worker&url";

declare const __ENGINE__: { sha256: string; size: number };

/** The built files of the engine, and the digest of the one this build was made with (see vite.config.ts). */
export const engineURLs = { worker, wasm, built: __ENGINE__ };

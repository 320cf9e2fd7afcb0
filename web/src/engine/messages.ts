/**
 * The protocol between the page and the worker. The worker answers `init` with `ready` or `failed` before anything else;
 * after that every `run` is answered by `started`, any number of `progress` and, where it is progressive, of `preliminary`, and one
 * of `done`, `error` or `cancelled`.
 * Documents cross as UTF-8 JSON bytes, never as objects.
 */

/** The engine's verbs. `simulate` and `compare` run in slices, the others in one call; `calibrate` is the second program's only one. */
export type Verb = "assess" | "simulate" | "compare" | "venues" | "schema" | "version" | "calibrate";

export interface InitMessage {
  type: "init";
  wasmURL: string;
  /** Digest (hex) and size (bytes) of the engine the page was built with. Absent: not compared. */
  expected?: { sha256: string; size: number };
  /** Go round the HTTP cache: set when an earlier attempt could not be used. */
  reload: boolean;
}

export type ToWorker =
  | InitMessage
  | { type: "run"; id: number; verb: Verb; input: Uint8Array; progressive: boolean }
  | { type: "cancel"; id: number }
  | { type: "ping" };

export type FromWorker =
  | { type: "ready"; version: string; sha256: string | null }
  | { type: "failed"; message: string; sha256: string | null }
  | { type: "pong" }
  | { type: "started"; id: number }
  | { type: "progress"; id: number; done: number; total: number }
  | { type: "preliminary"; id: number; bytes: Uint8Array }
  | { type: "done"; id: number; bytes: Uint8Array }
  | { type: "error"; id: number; bytes: Uint8Array }
  | { type: "cancelled"; id: number }
  | { type: "crashed"; message: string };

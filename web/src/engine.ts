import { engineURLs } from "./assets";
import type { CallOptions, ProgressiveOptions } from "./engine/call";
import { Connection, type WorkerPort } from "./engine/connection";
import { EngineError } from "./engine/errors";
import type { Verb } from "./engine/messages";
import type { Assessment, Comparison, Report, Scenario, Venue, Venues, Version } from "./wire.gen";

export type { CallOptions, ProgressiveOptions } from "./engine/call";
export { EngineError, isAborted, type EngineErrorKind, type FieldError } from "./engine/errors";
export { latest, type Latest } from "./engine/latest";

/** Where the engine's files are. By default, beside the page that was built with them. */
export interface EngineOptions {
  workerURL?: string | URL;
  wasmURL?: string | URL;
}

/** The engine. Every method rejects with EngineError only; see there for the kinds. */
export interface Engine {
  /** Exact margin state: no simulation. A document that is not parsed yet goes as its bytes, so that no fault of it is lost. */
  assess(scenario: Scenario | Uint8Array, options?: CallOptions): Promise<Assessment>;
  /** Liquidation probabilities, survival and warnings. */
  simulate(scenario: Scenario, options?: ProgressiveOptions<Report>): Promise<Report>;
  /** The same capital and positions as given, isolated and cross, on the same price paths. */
  compare(scenario: Scenario, options?: ProgressiveOptions<Comparison>): Promise<Comparison>;
  /** The venue presets. */
  venues(options?: CallOptions): Promise<Venues>;
  /** One venue preset with its symbols and tables. */
  venue(name: string, options?: CallOptions): Promise<Venue>;
  version(options?: CallOptions): Promise<Version>;
  /** Gives the engine up; pending calls are rejected as aborted. The worker ends with its last user. */
  dispose(): void;
}

interface Shared {
  connection: Connection;
  users: number;
}

/** One worker for all users of the same files on a page. */
const shared = new Map<string, Shared>();

/** Returns an engine. It costs nothing until the first call, which starts the worker all users of the page share. */
export function createEngine(options: EngineOptions = {}): Engine {
  const workerURL = absolute(options.workerURL ?? engineURLs.worker);
  const wasmURL = absolute(options.wasmURL ?? engineURLs.wasm);
  const key = `${workerURL} ${wasmURL}`;
  const mine = shared.get(key) ?? { connection: connect(workerURL, wasmURL), users: 0 };
  mine.users++;
  shared.set(key, mine);
  const gone = new AbortController();

  async function request<T>(verb: Verb, input: string | Uint8Array, options: ProgressiveOptions<T> = {}): Promise<T> {
    if (gone.signal.aborted) throw new EngineError("aborted", "The engine has been disposed of.");
    const signal = options.signal ? AbortSignal.any([options.signal, gone.signal]) : gone.signal;
    const document = typeof input === "string" ? new TextEncoder().encode(input) : input;
    const { onPreliminary, ...rest } = options;
    const read = (bytes: Uint8Array): T => JSON.parse(new TextDecoder().decode(bytes)) as T;
    return read(
      await mine.connection.request(verb, document, {
        ...rest,
        signal,
        ...(onPreliminary && { onPreliminary: (bytes: Uint8Array) => onPreliminary(read(bytes)) }),
      }),
    );
  }

  return {
    assess: (scenario, options) =>
      request("assess", scenario instanceof Uint8Array ? scenario : JSON.stringify(scenario), options),
    simulate: (scenario, options) => request("simulate", JSON.stringify(scenario), options),
    compare: (scenario, options) => request("compare", JSON.stringify(scenario), options),
    venues: (options) => request("venues", "", options),
    venue: (name, options) => request("venues", name, options),
    version: (options) => request("version", "", options),
    dispose() {
      if (gone.signal.aborted) return;
      gone.abort();
      if (--mine.users > 0) return;
      mine.connection.dispose();
      shared.delete(key);
    },
  };
}

function connect(workerURL: string, wasmURL: string): Connection {
  const expected = wasmURL === absolute(engineURLs.wasm) ? { expected: engineURLs.built } : {};
  return new Connection({
    spawn: () => new Worker(workerURL, { type: "module", name: "plimsoll" }) as WorkerPort,
    init: { wasmURL, ...expected },
  });
}

function absolute(url: string | URL): string {
  return new URL(url, document.baseURI).href;
}

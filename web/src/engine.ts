import { engineURLs, lawsURLs } from "./assets";
import type { CallOptions, ProgressiveOptions } from "./engine/call";
import { Connection, type WorkerPort } from "./engine/connection";
import { EngineError } from "./engine/errors";
import { inSteps } from "./engine/laws";
import type { Verb } from "./engine/messages";
import type { Assessment, Comparison, Report, Scenario, Venue, Venues, Version } from "./wire.gen";

export type { CallOptions, ProgressiveOptions } from "./engine/call";
export { EngineError, isAborted, type EngineErrorKind, type FieldError } from "./engine/errors";
export { latest, type Latest } from "./engine/latest";

/** Where the engine's files are. By default, beside the page that was built with them. */
export interface EngineOptions {
  workerURL?: string | URL;
  wasmURL?: string | URL;
  /** The engine with every law of prices. It is loaded by the first document that needs one of those that `wasmURL` is without. */
  lawsURL?: string | URL;
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
  /** The JSON Schema of a scenario and of the answers. */
  schema(options?: CallOptions): Promise<object>;
  version(options?: CallOptions): Promise<Version>;
  /** Gives the engine up; pending calls are rejected as aborted. The worker ends with its last user. */
  dispose(): void;
}

interface Shared {
  connection: Connection;
  laws: Connection;
  users: number;
}

/** One worker for all users of the same files on a page, and one more where laws in steps are asked for. */
const shared = new Map<string, Shared>();

/** Returns an engine. It costs nothing until the first call, which starts the worker all users of the page share. */
export function createEngine(options: EngineOptions = {}): Engine {
  const workerURL = absolute(options.workerURL ?? engineURLs.worker);
  const wasmURL = absolute(options.wasmURL ?? engineURLs.wasm);
  const lawsURL = absolute(options.lawsURL ?? lawsURLs.wasm);
  const key = `${workerURL} ${wasmURL} ${lawsURL}`;
  const mine = shared.get(key) ?? {
    connection: connect(workerURL, wasmURL, engineURLs),
    laws: connect(workerURL, lawsURL, lawsURLs),
    users: 0,
  };
  mine.users++;
  shared.set(key, mine);
  const gone = new AbortController();
  const to = (scenario: Scenario): Connection => (inSteps(scenario) ? mine.laws : mine.connection);

  async function request<T>(
    verb: Verb,
    input: string | Uint8Array,
    options: ProgressiveOptions<T> = {},
    connection = mine.connection,
  ): Promise<T> {
    if (gone.signal.aborted) throw new EngineError("aborted", "The engine has been disposed of.");
    const signal = options.signal ? AbortSignal.any([options.signal, gone.signal]) : gone.signal;
    const document = typeof input === "string" ? new TextEncoder().encode(input) : input;
    const { onPreliminary, ...rest } = options;
    const read = (bytes: Uint8Array): T => JSON.parse(new TextDecoder().decode(bytes)) as T;
    return read(
      await connection.request(verb, document, {
        ...rest,
        signal,
        ...(onPreliminary && { onPreliminary: (bytes: Uint8Array) => onPreliminary(read(bytes)) }),
      }),
    );
  }

  return {
    assess: (scenario, options) =>
      request("assess", scenario instanceof Uint8Array ? scenario : JSON.stringify(scenario), options),
    simulate: (scenario, options) => request("simulate", JSON.stringify(scenario), options, to(scenario)),
    compare: (scenario, options) => request("compare", JSON.stringify(scenario), options, to(scenario)),
    schema: (options) => request("schema", "", options, mine.laws),
    venues: (options) => request("venues", "", options),
    venue: (name, options) => request("venues", name, options),
    version: (options) => request("version", "", options),
    dispose() {
      if (gone.signal.aborted) return;
      gone.abort();
      if (--mine.users > 0) return;
      mine.connection.dispose();
      mine.laws.dispose();
      shared.delete(key);
    },
  };
}

function connect(workerURL: string, wasmURL: string, files: typeof engineURLs): Connection {
  const expected = wasmURL === absolute(files.wasm) ? { expected: files.built } : {};
  return new Connection({
    spawn: () => new Worker(workerURL, { type: "module", name: "plimsoll" }) as WorkerPort,
    init: { wasmURL, ...expected },
  });
}

function absolute(url: string | URL): string {
  return new URL(url, document.baseURI).href;
}

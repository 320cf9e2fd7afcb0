import type { Call, ProgressiveOptions } from "./call";
import { EngineError, engineErrorFrom } from "./errors";
import type { FromWorker, InitMessage, ToWorker, Verb } from "./messages";
import { defaultPatience, type Patience, Watchdog } from "./watchdog";

/** The part of Worker that a connection uses. */
export interface WorkerPort {
  postMessage(message: ToWorker): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
}

export interface ConnectionOptions {
  spawn: () => WorkerPort;
  init: Omit<InitMessage, "type" | "reload">;
  patience?: Partial<Patience>;
}

/**
 * One engine worker and the calls made of it. The worker starts with the first call. A load that failed is tried again
 * by the next call; a crash rejects every pending call; a worker that was killed or hangs is replaced and its calls are
 * handed to the new one, once.
 */
export class Connection {
  #worker: WorkerPort | undefined;
  #ready = false;
  #loadFailed = false;
  #disposed = false;
  #lastId = 0;
  readonly #calls = new Map<number, Call>();
  readonly #patience: Patience;
  readonly #watchdog: Watchdog;
  #loadTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: ConnectionOptions) {
    this.#patience = { ...defaultPatience, ...options.patience };
    this.#watchdog = new Watchdog(
      () => this.#worker?.postMessage({ type: "ping" }),
      () => this.#lost(),
      this.#patience.graceMs,
    );
  }

  /** Runs a verb and returns the engine's answer. Rejects with EngineError only. */
  request(
    verb: Verb,
    input: Uint8Array,
    { signal, onProgress, onPreliminary }: ProgressiveOptions<Uint8Array> = {},
  ): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      if (this.#disposed) return reject(new EngineError("aborted", "The engine has been disposed of."));
      if (signal?.aborted) return reject(new EngineError("aborted", "Cancelled."));
      const id = ++this.#lastId;
      const onAbort = (): void => this.#abort(id);
      const settled = (): void => {
        this.#calls.delete(id);
        signal?.removeEventListener("abort", onAbort);
      };
      signal?.addEventListener("abort", onAbort);
      this.#calls.set(id, {
        id,
        verb,
        input,
        onProgress,
        onPreliminary,
        resolve: (bytes) => (settled(), resolve(bytes)),
        reject: (error) => (settled(), reject(error)),
        sent: false,
        started: false,
        retried: false,
      });
      this.#start();
    });
  }

  /** Ends the worker and rejects what is pending. */
  dispose(): void {
    this.#disposed = true;
    this.#end(new EngineError("aborted", "The engine has been disposed of."));
  }

  #start(): void {
    if (this.#ready) return this.#send();
    if (this.#worker) return;
    try {
      const worker = this.options.spawn();
      this.#worker = worker;
      worker.onmessage = (event) => this.#receive(event.data);
      worker.onerror = (event) => {
        event.preventDefault?.();
        const why = event.message || "its script could not be loaded";
        this.#fail(this.#ready ? "crashed" : "load", `The engine's worker stopped: ${why}.`);
      };
      worker.onmessageerror = () => this.#fail("crashed", "A message of the engine could not be read.");
      const { loadMs } = this.#patience;
      const tooLong = `The engine was not ready after ${loadMs / 1000} seconds.`;
      this.#loadTimer = setTimeout(() => this.#fail("load", tooLong), loadMs);
      worker.postMessage({ type: "init", ...this.options.init, reload: this.#loadFailed });
    } catch (error) {
      this.#fail("load", `The engine's worker could not be started: ${String(error)}`);
    }
  }

  #send(): void {
    for (const call of this.#calls.values()) {
      if (call.sent) continue;
      call.sent = true;
      const { id, verb, input } = call;
      this.#worker?.postMessage({ type: "run", id, verb, input, progressive: call.onPreliminary !== undefined });
    }
    if (!this.#watchdog.waiting) this.#watch();
  }

  #receive(message: FromWorker): void {
    switch (message.type) {
      case "ready":
        clearTimeout(this.#loadTimer);
        this.#ready = true;
        this.#loadFailed = false;
        this.#send();
        break;
      case "failed":
        return this.#fail("load", message.message);
      case "crashed":
        return this.#fail("crashed", message.message);
      case "pong":
      case "cancelled":
        break;
      default:
        this.#settle(message);
    }
    this.#watch();
  }

  #settle(message: Extract<FromWorker, { id: number }>): void {
    const call = this.#calls.get(message.id);
    if (!call) return; // aborted meanwhile
    if (message.type === "started") call.started = true;
    else if (message.type === "progress") call.onProgress?.(message.done, message.total);
    else if (message.type === "preliminary") call.onPreliminary?.(message.bytes);
    else if (message.type === "done") call.resolve(message.bytes);
    else if (message.type === "error") call.reject(engineErrorFrom(message.bytes));
  }

  #abort(id: number): void {
    const call = this.#calls.get(id);
    if (!call) return;
    if (call.sent) this.#worker?.postMessage({ type: "cancel", id });
    call.reject(new EngineError("aborted", "Cancelled."));
    if (this.#calls.size === 0) this.#watchdog.stop();
  }

  #watch(): void {
    const waitedFor = [...this.#calls.values()].filter((call) => call.sent);
    if (waitedFor.length === 0) return this.#watchdog.stop();
    const busy = waitedFor.some((call) => call.started);
    this.#watchdog.wait(busy ? this.#patience.stallMs : this.#patience.ackMs);
  }

  /** The worker went silent: replace it, hand its calls over once, reject those that were handed over before. */
  #lost(): void {
    this.#drop();
    for (const call of [...this.#calls.values()]) {
      if (call.retried)
        call.reject(new EngineError("crashed", "The engine stopped answering, twice. Try a smaller run."));
      else Object.assign(call, { sent: false, started: false, retried: true });
    }
    if (this.#calls.size > 0) this.#start();
  }

  #fail(kind: "crashed" | "load", message: string): void {
    this.#loadFailed = kind === "load";
    this.#end(new EngineError(kind, message));
  }

  #end(error: EngineError): void {
    this.#drop();
    for (const call of [...this.#calls.values()]) call.reject(error);
  }

  #drop(): void {
    this.#watchdog.stop();
    clearTimeout(this.#loadTimer);
    if (this.#worker) {
      this.#worker.onmessage = this.#worker.onerror = this.#worker.onmessageerror = null;
      this.#worker.terminate();
    }
    this.#worker = undefined;
    this.#ready = false;
  }
}

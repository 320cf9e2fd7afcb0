/**
 * The engine's worker: loads the Go program, then answers the messages of engine/messages.ts. Go blocks its thread, so
 * simulations run in slices and the event loop turns between them.
 */
import "./generated/wasm_exec.js";
import type { FromWorker, InitMessage, ToWorker } from "./engine/messages";
import { type GoEngine, type Reply, startGo } from "./worker/go";
import { loadEngine, LoadError } from "./worker/load";
import { runSliced } from "./worker/slices";

const scope = self as unknown as DedicatedWorkerGlobalScope;
const active = new Set<number>();
const cancelled = new Set<number>();
let engine: GoEngine | undefined;
let dead = false;
let queue: Promise<void> = Promise.resolve();

scope.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  switch (data.type) {
    case "init":
      void init(data);
      break;
    case "ping":
      post({ type: "pong" });
      break;
    case "cancel":
      if (active.has(data.id)) cancelled.add(data.id);
      break;
    case "run":
      run(data);
  }
};

async function init({ wasmURL, expected, reload }: InitMessage): Promise<void> {
  let sha256: string | null = null;
  try {
    const loaded = await loadEngine(wasmURL, expected, reload);
    sha256 = loaded.sha256;
    engine = await startGo(loaded.module, crashed);
    post({ type: "ready", version: engine.version, sha256 });
  } catch (error) {
    const message = error instanceof LoadError ? error.message : `The engine could not be started: ${String(error)}`;
    post({ type: "failed", message, sha256: error instanceof LoadError ? error.sha256 : sha256 });
  }
}

/** Simulations wait for one another; everything else is answered at once, between two slices. */
function run({ id, verb, input, progressive }: Extract<ToWorker, { type: "run" }>): void {
  active.add(id);
  if (verb !== "simulate" && verb !== "compare") {
    void guard(id, async () => {
      post({ type: "started", id });
      return engine!.call(verb, input);
    });
    return;
  }
  queue = queue.then(() =>
    guard(id, async () => {
      if (cancelled.has(id)) return null;
      post({ type: "started", id });
      return runSliced(engine!, verb, input, {
        turn,
        cancelled: () => cancelled.has(id),
        progress: (done, total) => post({ type: "progress", id, done, total }),
        ...(progressive && { preliminary: (bytes: Uint8Array) => post({ type: "preliminary", id, bytes }) }),
        now: () => performance.now(),
      });
    }),
  );
}

/** Answers a run with what work returns. An exception means that the Go program is gone. */
async function guard(id: number, work: () => Promise<Reply | null>): Promise<void> {
  try {
    if (!engine) throw new Error("a run arrived before the engine was ready");
    const reply = await work();
    if (reply === null) post({ type: "cancelled", id });
    else post({ type: reply.ok ? "done" : "error", id, bytes: reply.bytes });
  } catch (error) {
    crashed(`The engine crashed: ${String(error)}`);
  } finally {
    active.delete(id);
    cancelled.delete(id);
  }
}

function crashed(message: string): void {
  if (dead) return;
  dead = true;
  post({ type: "crashed", message });
}

/** Resolves in a later task, after messages that have already arrived. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

function post(message: FromWorker): void {
  scope.postMessage(message);
}

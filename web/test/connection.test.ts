import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Connection } from "../src/engine/connection";
import { EngineError } from "../src/engine/errors";
import { FakeWorker } from "./fake-worker";

const input = new Uint8Array();
const patience = { loadMs: 10_000, ackMs: 100, stallMs: 1000, graceMs: 50 };
let workers: FakeWorker[];
let connection: Connection;

beforeEach(() => {
  vi.useFakeTimers();
  workers = [];
  const spawn = (): FakeWorker => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker;
  };
  connection = new Connection({ spawn, init: { wasmURL: "engine.wasm" }, patience });
});
afterEach(() => vi.useRealTimers());

/** Makes a call and returns how it settled, or "pending". */
function call(options: Parameters<Connection["request"]>[2] = {}): { state: () => Promise<string> } {
  let state = "pending";
  connection.request("simulate", input, options).then(
    (bytes) => (state = new TextDecoder().decode(bytes)),
    (error: unknown) => (state = error instanceof EngineError ? error.kind : String(error)),
  );
  return { state: async () => (await vi.advanceTimersByTimeAsync(0), state) };
}

function worker(i = 0): FakeWorker {
  const found = workers[i];
  if (!found) throw new Error(`worker ${i} was not started`);
  return found;
}

describe("start", () => {
  test("one worker serves all calls, and nothing is sent before it is ready", async () => {
    const [first, second] = [call(), call()];
    expect(workers).toHaveLength(1);
    expect(worker().types()).toEqual(["init"]);
    worker().ready();
    expect(worker().runs()).toEqual([1, 2]);
    worker().done(2, "second");
    worker().done(1, "first");
    expect([await first.state(), await second.state()]).toEqual(["first", "second"]);
  });

  test("a failed load rejects the waiting calls; the next call loads again, past the cache", async () => {
    const before = call();
    worker().say({ type: "failed", message: "HTML", sha256: null });
    expect(await before.state()).toBe("load");
    expect(worker().terminated).toBe(true);
    const after = call();
    expect(worker(1).sent[0]).toMatchObject({ type: "init", reload: true });
    worker(1).ready();
    worker(1).done(2, "answer");
    expect(await after.state()).toBe("answer");
  });

  test("a worker that never becomes ready is a failed load", async () => {
    const waiting = call();
    await vi.advanceTimersByTimeAsync(patience.loadMs);
    expect(await waiting.state()).toBe("load");
  });

  test("a spawn that throws is a failed load", async () => {
    connection = new Connection({
      spawn: () => {
        throw new Error("policy");
      },
      init: { wasmURL: "x" },
    });
    expect(await call().state()).toBe("load");
  });
});

describe("answers", () => {
  test("progress reaches its caller only", async () => {
    const seen: number[][] = [];
    call({ onProgress: (done, total) => seen.push([done, total]) });
    call();
    worker().ready();
    worker().say({ type: "progress", id: 1, done: 3, total: 8 });
    worker().say({ type: "progress", id: 2, done: 4, total: 8 });
    expect(seen).toEqual([[3, 8]]);
  });

  test("preliminary answers reach a caller that asked for them, and settle nothing", async () => {
    const seen: string[] = [];
    const progressive = call({ onPreliminary: (bytes) => seen.push(new TextDecoder().decode(bytes)) });
    const plain = call();
    worker().ready();
    const runs = worker().sent.filter((message) => message.type === "run");
    expect(runs.map(({ progressive }) => progressive)).toEqual([true, false]);
    for (const id of [1, 2]) worker().say({ type: "preliminary", id, bytes: new TextEncoder().encode(`so far ${id}`) });
    expect(seen).toEqual(["so far 1"]);
    expect([await progressive.state(), await plain.state()]).toEqual(["pending", "pending"]);
    worker().done(1, "answer");
    expect(await progressive.state()).toBe("answer");
  });

  test("field errors arrive as input errors", async () => {
    const promise = connection.request("assess", input);
    worker().ready();
    const errors = [{ path: "account.positions[2].size", got: "0", want: "a non-zero decimal" }];
    worker().say({ type: "error", id: 1, bytes: new TextEncoder().encode(JSON.stringify({ errors })) });
    await expect(promise).rejects.toMatchObject({ kind: "input", fields: errors });
  });

  test("an error without fields is a failure", async () => {
    const promise = connection.request("assess", input);
    worker().ready();
    worker().say({ type: "error", id: 1, bytes: new TextEncoder().encode('{"error":"no such handle"}') });
    await expect(promise).rejects.toMatchObject({ kind: "failed", message: "no such handle" });
  });
});

describe("abort", () => {
  test("before it is sent: rejected, never sent", async () => {
    const controller = new AbortController();
    const aborted = call({ signal: controller.signal });
    controller.abort();
    worker().ready();
    expect(await aborted.state()).toBe("aborted");
    expect(worker().runs()).toEqual([]);
  });

  test("while it runs: rejected at once, the worker is told, a late answer is ignored", async () => {
    const controller = new AbortController();
    const aborted = call({ signal: controller.signal });
    worker().ready();
    worker().say({ type: "started", id: 1 });
    controller.abort();
    expect(await aborted.state()).toBe("aborted");
    expect(worker().sent.at(-1)).toEqual({ type: "cancel", id: 1 });
    worker().done(1);
    expect(await aborted.state()).toBe("aborted");
    expect(worker().terminated).toBe(false);
  });

  test("with a signal that is already aborted: rejected, no worker", async () => {
    expect(await call({ signal: AbortSignal.abort() }).state()).toBe("aborted");
    expect(workers).toHaveLength(0);
  });

  test("dispose rejects what is pending and what comes after", async () => {
    const pending = call();
    connection.dispose();
    expect([await pending.state(), await call().state()]).toEqual(["aborted", "aborted"]);
    expect(worker().terminated).toBe(true);
  });
});

describe("crash", () => {
  test("a Go crash rejects every pending call and the next call has a new worker", async () => {
    const [first, second] = [call(), call()];
    worker().ready();
    worker().say({ type: "crashed", message: "exit code 2" });
    expect([await first.state(), await second.state()]).toEqual(["crashed", "crashed"]);
    expect(worker().terminated).toBe(true);
    const next = call();
    worker(1).ready();
    worker(1).done(3, "again");
    expect(await next.state()).toBe("again");
  });

  test("an uncaught error of the worker's script rejects every pending call", async () => {
    const pending = call();
    worker().ready();
    worker().onerror?.({ message: "boom" } as ErrorEvent);
    expect(await pending.state()).toBe("crashed");
  });
});

describe("silence", () => {
  test("a killed worker is replaced and its calls are handed over", async () => {
    const pending = call();
    worker().ready();
    await vi.advanceTimersByTimeAsync(patience.ackMs + patience.graceMs);
    expect(worker().types()).toEqual(["init", "run", "ping"]);
    expect(worker().terminated).toBe(true);
    worker(1).ready();
    expect(worker(1).runs()).toEqual([1]);
    worker(1).done(1, "from the second");
    expect(await pending.state()).toBe("from the second");
  });

  test("a second silence rejects the call", async () => {
    const pending = call();
    worker().ready();
    await vi.advanceTimersByTimeAsync(patience.ackMs + patience.graceMs);
    worker(1).ready();
    await vi.advanceTimersByTimeAsync(patience.ackMs + patience.graceMs);
    expect(await pending.state()).toBe("crashed");
    expect(workers).toHaveLength(2);
  });

  test("work that has begun may be silent for longer", async () => {
    const pending = call();
    worker().ready();
    worker().say({ type: "started", id: 1 });
    await vi.advanceTimersByTimeAsync(patience.stallMs - 1);
    worker().say({ type: "progress", id: 1, done: 1, total: 2 });
    await vi.advanceTimersByTimeAsync(patience.stallMs - 1);
    expect(workers).toHaveLength(1);
    expect(await pending.state()).toBe("pending");
  });

  test("an answer to the ping saves the worker", async () => {
    call();
    worker().ready();
    await vi.advanceTimersByTimeAsync(patience.ackMs);
    worker().say({ type: "pong" });
    await vi.advanceTimersByTimeAsync(patience.graceMs);
    expect(worker().terminated).toBe(false);
  });

  test("an idle worker is left alone", async () => {
    const pending = call();
    worker().ready();
    worker().done(1);
    await pending.state();
    await vi.advanceTimersByTimeAsync(100 * patience.stallMs);
    expect(worker().types()).toEqual(["init", "run"]);
  });
});

import { describe, expect, test } from "vitest";
import type { GoEngine, Reply } from "../src/worker/go";
import { nextSize, runSliced } from "../src/worker/slices";

const ok = (text: string): Reply => ({ ok: true, bytes: new TextEncoder().encode(text) });
const bad: Reply = { ok: false, bytes: new TextEncoder().encode('{"error":"no"}') };

/** An engine that records its calls; failing names the function that answers with an error, rounds the blocks of those after the first. */
function recorder(blocks: number, failing?: string, rounds: number[] = []): { engine: GoEngine; calls: string[] } {
  const calls: string[] = [];
  const further = [...rounds, 0];
  const answer = (name: string, text: string): Reply => {
    calls.push(name);
    return name.split(" ")[0] === failing ? bad : ok(text);
  };
  const engine: GoEngine = {
    version: "test",
    call: (verb) => answer(`call ${verb}`, "{}"),
    open: (verb) => answer(`open ${verb}`, JSON.stringify({ handle: 7, blocks })),
    step: (handle, from, to) => answer(`step ${handle} ${from} ${to}`, `${from}-${to}`),
    merge: (handle, partial) => answer(`merge ${handle} ${new TextDecoder().decode(partial)}`, "{}"),
    report: (handle) => answer(`report ${handle}`, further.length > 1 ? `report before ${further[0]}` : "report"),
    preview: (handle) => answer(`preview ${handle}`, JSON.stringify({ blocks: further.shift() ?? 0 })),
    next: (handle) => answer(`next ${handle}`, JSON.stringify({ blocks: further.shift() ?? 0 })),
    close: (handle) => answer(`close ${handle}`, "{}"),
  };
  return { engine, calls };
}

/** A clock that says every slice took `ms`. */
function hooks(ms: number, cancelAfter = Infinity): Parameters<typeof runSliced>[3] & { progressed: number[] } {
  let now = 0;
  let turns = 0;
  const progressed: number[] = [];
  return {
    progressed,
    turn: async () => void turns++,
    cancelled: () => turns > cancelAfter,
    progress: (done) => progressed.push(done),
    now: () => (now += ms),
  };
}

const run = (engine: GoEngine, h: Parameters<typeof runSliced>[3]): Promise<Reply | null> =>
  runSliced(engine, "simulate", new Uint8Array(), h);

describe("runSliced", () => {
  test("steps and merges every block once, in order, and closes", async () => {
    const { engine, calls } = recorder(3);
    const reply = await run(engine, hooks(1000));
    expect(new TextDecoder().decode(reply?.bytes)).toBe("report");
    expect(calls).toEqual([
      "open simulate",
      "step 7 0 1",
      "merge 7 0-1",
      "step 7 1 2",
      "merge 7 1-2",
      "step 7 2 3",
      "merge 7 2-3",
      "report 7",
      "next 7",
      "close 7",
    ]);
  });

  test("goes on from round to round, and returns the last report", async () => {
    const { engine, calls } = recorder(1, undefined, [2, 1]);
    const reply = await run(engine, hooks(0.001));
    expect(new TextDecoder().decode(reply?.bytes)).toBe("report");
    expect(calls.filter((name) => !name.startsWith("merge"))).toEqual([
      ...["open simulate", "step 7 0 1", "report 7", "next 7"],
      ...["step 7 0 1", "step 7 1 2", "report 7", "next 7"],
      ...["step 7 0 1", "report 7", "next 7", "close 7"],
    ]);
  });

  test("a progressive run begins with a preview and hands out what is preliminary", async () => {
    const { engine, calls } = recorder(9, undefined, [1, 3]);
    const seen: string[] = [];
    const preliminary = (report: Uint8Array): void => void seen.push(new TextDecoder().decode(report));
    const reply = await run(engine, { ...hooks(1000), preliminary });
    expect(new TextDecoder().decode(reply?.bytes)).toBe("report");
    expect(seen).toEqual(["report before 3"]);
    expect(calls.filter((name) => name.startsWith("step"))).toEqual([
      "step 7 0 1",
      "step 7 0 1",
      "step 7 1 2",
      "step 7 2 3",
    ]);
    expect(calls[1]).toBe("preview 7");
  });

  test("where there is no preview the first round is the one that was opened", async () => {
    const { engine, calls } = recorder(2);
    const seen: Uint8Array[] = [];
    engine.preview = () => ok('{"blocks":0}');
    expect(await run(engine, { ...hooks(1000), preliminary: (report) => seen.push(report) })).not.toBeNull();
    expect(seen).toEqual([]);
    expect(calls.filter((name) => name.startsWith("step"))).toEqual(["step 7 0 1", "step 7 1 2"]);
  });

  test("a cancel between rounds stops and closes", async () => {
    const { engine, calls } = recorder(1, undefined, [5]);
    expect(await run(engine, hooks(1000, 1))).toBeNull();
    expect(calls.filter((name) => name.startsWith("step"))).toEqual(["step 7 0 1"]);
    expect(calls.at(-1)).toBe("close 7");
  });

  test("fast blocks are taken together", async () => {
    const { engine, calls } = recorder(21);
    const h = hooks(0.001);
    await run(engine, h);
    expect(calls.filter((name) => name.startsWith("step"))).toEqual(["step 7 0 1", "step 7 1 5", "step 7 5 21"]);
    expect(h.progressed).toEqual([0, 1, 5, 21]);
  });

  test("a cancel stops before the next slice and closes", async () => {
    const { engine, calls } = recorder(100);
    expect(await run(engine, hooks(1000, 2))).toBeNull();
    expect(calls.at(-1)).toBe("close 7");
    expect(calls.filter((name) => name.startsWith("step"))).toHaveLength(2);
  });

  test.each(["step", "merge", "report", "next", "preview"])(
    "an error of %s is the answer, and the handle is closed",
    async (name) => {
      const { engine, calls } = recorder(2, name);
      expect(await run(engine, { ...hooks(1000), preliminary: () => undefined })).toBe(bad);
      expect(calls.at(-1)).toBe("close 7");
    },
  );

  test("bad input opens nothing and closes nothing", async () => {
    const { engine, calls } = recorder(2, "open");
    expect(await run(engine, hooks(1000))).toBe(bad);
    expect(calls).toEqual(["open simulate"]);
  });

  test("a throwing engine is closed and the exception goes on", async () => {
    const { engine, calls } = recorder(2);
    engine.step = () => {
      throw new Error("Go program has already exited");
    };
    await expect(run(engine, hooks(1))).rejects.toThrow("exited");
    expect(calls.at(-1)).toBe("close 7");
  });
});

test.each([
  { blocks: 4, ms: 30, want: 4 },
  { blocks: 4, ms: 60, want: 2 },
  { blocks: 4, ms: 15, want: 8 },
  { blocks: 4, ms: 0, want: 16 },
  { blocks: 1, ms: 5000, want: 1 },
])("nextSize: $blocks blocks in $ms ms", ({ blocks, ms, want }) => expect(nextSize(blocks, ms)).toBe(want));

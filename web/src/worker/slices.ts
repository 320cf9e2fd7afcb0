import type { GoEngine, Reply } from "./go";

/** What a sliced run is told and asked between two slices. */
export interface SliceHooks {
  /** Lets the worker's event loop turn, so that a cancel can arrive. */
  turn: () => Promise<void>;
  cancelled: () => boolean;
  /** Blocks done of a round, and in all. */
  progress: (done: number, total: number) => void;
  /** Takes the reports of rounds that a better one follows; with it the first round is a short one. */
  preliminary?: (report: Uint8Array) => void;
  now: () => number;
}

/** Work between two turns of the event loop, in milliseconds: about two frames. */
const sliceMs = 30;

/**
 * Runs a verb block by block in slices of about sliceMs, round after round, and returns the report of the last round, or
 * null when it was cancelled. The report does not depend on how the blocks were cut into slices, nor on whether there was a short
 * round first. The handle is closed in every case.
 */
export async function runSliced(
  engine: GoEngine,
  verb: string,
  input: Uint8Array,
  hooks: SliceHooks,
): Promise<Reply | null> {
  const opened = engine.open(verb, input);
  if (!opened.ok) return opened;
  const first = read<{ handle: number; blocks: number }>(opened);
  const { handle } = first;
  try {
    let { blocks } = first;
    if (hooks.preliminary) {
      const preview = engine.preview(handle);
      if (!preview.ok) return preview;
      blocks = read<{ blocks: number }>(preview).blocks || blocks;
    }
    for (;;) {
      const failed = await runRound(engine, handle, blocks, hooks);
      if (failed !== undefined) return failed;
      const report = engine.report(handle);
      if (!report.ok) return report;
      const next = engine.next(handle);
      if (!next.ok) return next;
      blocks = read<{ blocks: number }>(next).blocks;
      if (blocks === 0) return report;
      hooks.preliminary?.(report.bytes);
    }
  } finally {
    engine.close(handle);
  }
}

/** Runs the blocks of one round. Returns nothing, or why it stopped: an error, or null when it was cancelled. */
async function runRound(
  engine: GoEngine,
  handle: number,
  blocks: number,
  hooks: SliceHooks,
): Promise<Reply | null | undefined> {
  let size = 1;
  hooks.progress(0, blocks);
  for (let from = 0; from < blocks;) {
    await hooks.turn();
    if (hooks.cancelled()) return null;
    const begin = hooks.now();
    const to = Math.min(from + size, blocks);
    const partial = engine.step(handle, from, to);
    if (!partial.ok) return partial;
    const merged = engine.merge(handle, partial.bytes);
    if (!merged.ok) return merged;
    hooks.progress(to, blocks);
    size = nextSize(to - from, hooks.now() - begin);
    from = to;
  }
  return undefined;
}

function read<T>(reply: Reply): T {
  return JSON.parse(new TextDecoder().decode(reply.bytes)) as T;
}

/** Returns how many blocks fit a slice, given that `blocks` took `ms`; at most four times as many as before. */
export function nextSize(blocks: number, ms: number): number {
  const fit = Math.floor((blocks * sliceMs) / Math.max(ms, 0.1));
  return Math.max(1, Math.min(fit, 4 * blocks));
}

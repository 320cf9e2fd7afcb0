import type { GoEngine, Reply } from "./go";

/** What a sliced run is told and asked between two slices. */
export interface SliceHooks {
  /** Lets the worker's event loop turn, so that a cancel can arrive. */
  turn: () => Promise<void>;
  cancelled: () => boolean;
  progress: (done: number, total: number) => void;
  now: () => number;
}

/** Work between two turns of the event loop, in milliseconds: about two frames. */
const sliceMs = 30;

/**
 * Runs a verb block by block in slices of about sliceMs and returns its report, or null when it was cancelled. The
 * report does not depend on how the blocks were cut into slices. The handle is closed in every case.
 */
export async function runSliced(
  engine: GoEngine,
  verb: string,
  input: Uint8Array,
  hooks: SliceHooks,
): Promise<Reply | null> {
  const opened = engine.open(verb, input);
  if (!opened.ok) return opened;
  const { handle, blocks } = JSON.parse(new TextDecoder().decode(opened.bytes)) as { handle: number; blocks: number };
  try {
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
    return engine.report(handle);
  } finally {
    engine.close(handle);
  }
}

/** Returns how many blocks fit a slice, given that `blocks` took `ms`; at most four times as many as before. */
export function nextSize(blocks: number, ms: number): number {
  const fit = Math.floor((blocks * sliceMs) / Math.max(ms, 0.1));
  return Math.max(1, Math.min(fit, 4 * blocks));
}

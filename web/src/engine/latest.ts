/** Runs one task at a time: starting another aborts the one before. */
export interface Latest {
  /** Runs task; its signal aborts when a newer run starts or cancel is called. */
  run<T>(task: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Aborts the current task, if there is one. */
  cancel(): void;
}

/** Returns a runner for work of which only the newest result is wanted. */
export function latest(): Latest {
  let current: AbortController | undefined;
  return {
    async run(task) {
      current?.abort();
      const mine = new AbortController();
      current = mine;
      try {
        return await task(mine.signal);
      } finally {
        if (current === mine) current = undefined;
      }
    },
    cancel() {
      current?.abort();
      current = undefined;
    },
  };
}

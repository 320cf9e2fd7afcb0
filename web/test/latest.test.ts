import { expect, test } from "vitest";
import { latest } from "../src/engine/latest";

/** A task that ends when it is told to and rejects when it is aborted. */
function task(): { run: (signal: AbortSignal) => Promise<string>; end: () => void } {
  let end = (): void => undefined;
  const run = (signal: AbortSignal): Promise<string> =>
    new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject(new Error("aborted")));
      end = () => resolve("done");
    });
  return { run, end: () => end() };
}

test("a newer run aborts the one before", async () => {
  const newest = latest();
  const [first, second] = [task(), task()];
  const one = newest.run(first.run);
  const two = newest.run(second.run);
  await expect(one).rejects.toThrow("aborted");
  second.end();
  await expect(two).resolves.toBe("done");
});

test("cancel aborts the run and leaves later ones alone", async () => {
  const newest = latest();
  const cancelled = newest.run(task().run);
  newest.cancel();
  await expect(cancelled).rejects.toThrow("aborted");
  const later = task();
  const run = newest.run(later.run);
  later.end();
  await expect(run).resolves.toBe("done");
});

test("a run that has ended is not aborted by the next", async () => {
  const newest = latest();
  let signal: AbortSignal | undefined;
  await newest.run(async (s) => (signal = s));
  await newest.run(async () => undefined);
  expect(signal?.aborted).toBe(false);
});

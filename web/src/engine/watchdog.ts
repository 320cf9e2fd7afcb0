/** How long a worker may stay silent, in milliseconds. */
export interface Patience {
  /** From spawn to ready. Long: it includes the download. */
  loadMs: number;
  /** While nothing it was sent has been begun. */
  ackMs: number;
  /** While it works on something: the longest single engine call. */
  stallMs: number;
  /** After the last-chance ping. */
  graceMs: number;
}

export const defaultPatience: Patience = { loadMs: 120_000, ackMs: 3_000, stallMs: 30_000, graceMs: 2_000 };

/**
 * Notices a worker that was killed or is stuck: neither sends an event. Silence is answered with a ping first, so that
 * a page which was itself asleep does not take a healthy worker for a dead one.
 */
export class Watchdog {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly ping: () => void,
    private readonly lost: () => void,
    private readonly graceMs: number,
  ) {}

  /** Starts waiting anew: the worker has limitMs to be heard. */
  wait(limitMs: number): void {
    this.stop();
    this.#timer = setTimeout(() => {
      this.ping();
      this.#timer = setTimeout(this.lost, this.graceMs);
    }, limitMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  get waiting(): boolean {
    return this.#timer !== undefined;
  }
}

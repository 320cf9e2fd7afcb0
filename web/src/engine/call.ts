import type { Verb } from "./messages";

/** What a caller may add to a call. */
export interface CallOptions {
  /** Aborting rejects the call with kind `aborted` and stops the work at the end of its slice. */
  signal?: AbortSignal;
  /** Called after every slice of a simulation, with path blocks done and in all, those of one round. */
  onProgress?: (done: number, total: number) => void;
}

/** What a caller may add to a simulation. */
export interface ProgressiveOptions<T> extends CallOptions {
  /**
   * Called with answers that a better one follows: a first one from few paths, and those of the rounds that look for the size of
   * the last. It changes nothing about the last.
   */
  onPreliminary?: (answer: T) => void;
}

/** A call that has not settled. */
export interface Call {
  readonly id: number;
  readonly verb: Verb;
  readonly input: Uint8Array;
  readonly onProgress: ((done: number, total: number) => void) | undefined;
  readonly onPreliminary: ((bytes: Uint8Array) => void) | undefined;
  /** Settle; both also forget the abort listener. */
  readonly resolve: (bytes: Uint8Array) => void;
  readonly reject: (error: Error) => void;
  /** Sent to the worker that lives now. */
  sent: boolean;
  /** That worker has begun to work on it. */
  started: boolean;
  /** It has already been handed to a second worker. */
  retried: boolean;
}

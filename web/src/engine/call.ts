import type { Verb } from "./messages";

/** What a caller may add to a call. */
export interface CallOptions {
  /** Aborting rejects the call with kind `aborted` and stops the work at the end of its slice. */
  signal?: AbortSignal;
  /** Called after every slice of a simulation, with path blocks done and in all. */
  onProgress?: (done: number, total: number) => void;
}

/** A call that has not settled. */
export interface Call {
  readonly id: number;
  readonly verb: Verb;
  readonly input: Uint8Array;
  readonly onProgress: ((done: number, total: number) => void) | undefined;
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

/** One input field that is wrong: where, what it was, what is allowed. */
export interface FieldError {
  path: string;
  got: string;
  want: string;
}

/**
 * Why a call was rejected.
 * - `input`: the scenario is wrong; `fields` says where.
 * - `failed`: the engine answered with an error that names no field.
 * - `aborted`: the caller gave up, through its signal, a newer call or dispose.
 * - `crashed`: the engine died or went silent; the next call starts a new one.
 * - `load`: the worker or the .wasm could not be loaded; the next call tries again.
 */
export type EngineErrorKind = "input" | "failed" | "aborted" | "crashed" | "load";

/** The only error an engine call rejects with. */
export class EngineError extends Error {
  override readonly name = "EngineError";

  constructor(
    readonly kind: EngineErrorKind,
    message: string,
    readonly fields: readonly FieldError[] = [],
  ) {
    super(message);
  }
}

/** Reports whether an error only says that the caller gave up. */
export function isAborted(error: unknown): boolean {
  return error instanceof EngineError && error.kind === "aborted";
}

/** Turns the engine's error document, `{"errors": [...]}` or `{"error": "..."}`, into an EngineError. */
export function engineErrorFrom(bytes: Uint8Array): EngineError {
  const text = new TextDecoder().decode(bytes);
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return new EngineError("failed", `The engine sent an error that is not JSON: ${text.slice(0, 200)}`);
  }
  if (isObject(document) && Array.isArray(document["errors"])) {
    const fields = document["errors"].filter(isFieldError);
    const lines = fields.map((f) => `${f.path}: got ${f.got}, want ${f.want}`);
    return new EngineError("input", lines.join("\n"), fields);
  }
  if (isObject(document) && typeof document["error"] === "string") {
    return new EngineError("failed", document["error"]);
  }
  return new EngineError("failed", `The engine sent an error of an unknown form: ${text.slice(0, 200)}`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isFieldError(value: unknown): value is FieldError {
  return isObject(value) && ["path", "got", "want"].every((key) => typeof value[key] === "string");
}

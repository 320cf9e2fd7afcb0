/** The answer of every engine function: the document, or the error document. */
export type Reply = { ok: boolean; bytes: Uint8Array };

/** What the Go program puts on globalThis (see ../../../wasm). */
export interface GoEngine {
  readonly version: string;
  call(verb: string, input: Uint8Array): Reply;
  open(verb: string, input: Uint8Array): Reply;
  step(handle: number, from: number, to: number): Reply;
  merge(handle: number, partial: Uint8Array): Reply;
  report(handle: number): Reply;
  preview(handle: number): Reply;
  next(handle: number): Reply;
  close(handle: number): Reply;
}

/** The part of wasm_exec.js's Go class that is used. */
interface GoRuntime {
  importObject: WebAssembly.Imports;
  run(instance: WebAssembly.Instance): Promise<void>;
  exit: (code: number) => void;
}

declare global {
  var Go: new () => GoRuntime;
  var plimsollEngine: GoEngine | undefined;
}

/**
 * Starts the Go program and returns its engine. onExit is called when the program ends, which an engine never does on
 * its own: after it every call would throw.
 */
export async function startGo(module: WebAssembly.Module, onExit: (why: string) => void): Promise<GoEngine> {
  const go = new Go();
  let code = 0;
  go.exit = (value) => (code = value);
  const instance = await WebAssembly.instantiate(module, go.importObject);
  go.run(instance).then(
    () => onExit(`The engine stopped with exit code ${code}.`),
    (error: unknown) => onExit(`The engine stopped: ${String(error)}`),
  );
  const engine = globalThis.plimsollEngine;
  if (!engine) throw new Error("the engine started but did not register itself");
  return engine;
}

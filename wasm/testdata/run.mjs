// Runs the engine in Node: run.mjs WASM_EXEC ENGINE reads a list of requests from standard input and writes the list of
// replies. A request is [function, ...arguments]; {"bytes": text} stands for the bytes of a text, {"raw": list} for
// bytes, {"reply": i} for the bytes of reply i, and {"handle": i} for the handle in it.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [wasmExec, engineFile] = process.argv.slice(2);
createRequire(import.meta.url)(wasmExec);
const requests = JSON.parse(readFileSync(0, "utf8"));

let ready = false;
globalThis.plimsollReady = () => (ready = true);
const go = new Go();
const { instance } = await WebAssembly.instantiate(readFileSync(engineFile), go.importObject);
void go.run(instance);
if (!ready) throw new Error("plimsollReady was not called");

const bytes = [];
const replies = requests.map(([name, ...args]) => {
  const { ok, bytes: out } = globalThis.plimsollEngine[name](...args.map(argument));
  bytes.push(out);
  return { ok, text: new TextDecoder().decode(out) };
});
const answer = JSON.stringify({ version: globalThis.plimsollEngine.version, replies });
// The Go program waits for ever: the process is ended once everything is written.
process.stdout.write(answer, () => process.exit(0));

function argument(a) {
  if (a === null || typeof a !== "object") return a;
  if ("bytes" in a) return new TextEncoder().encode(a.bytes);
  if ("raw" in a) return Uint8Array.from(a.raw);
  if ("reply" in a) return bytes[a.reply];
  if ("handle" in a) return JSON.parse(new TextDecoder().decode(bytes[a.handle])).handle;
  return a;
}

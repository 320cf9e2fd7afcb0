// Times the engine in Node: start-up, and whole simulations from JSON to JSON after a warm-up. Prints lines in the
// form of `go test -bench`, medians of several runs.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { budgets, line, median } from "./budgets.mjs";

/** @param {string} path */
const at = (path) => fileURLToPath(new URL(path, import.meta.url));
/** @type {any} */
const host = globalThis;
await import(new URL("../src/generated/wasm_exec.js", import.meta.url).href);
const bytes = readFileSync(at("../src/generated/plimsoll.wasm"));

/**
 * Starts an engine and returns it.
 * @param {WebAssembly.Module} module
 */
async function start(module) {
  const go = new host.Go();
  const instance = await WebAssembly.instantiate(module, go.importObject);
  void go.run(instance);
  return host.plimsollEngine;
}

/**
 * Prints the median time of n runs of f.
 * @param {string} name
 * @param {number} n
 * @param {() => unknown} f
 */
async function bench(name, n, f) {
  const times = [];
  for (let i = 0; i < n; i++) {
    const before = performance.now();
    await f();
    times.push(performance.now() - before);
  }
  console.log(`Benchmark${name} \t${n}\t${median(times).toFixed(2)} ms/op`);
}

await bench("EngineStart/part=compile", 5, () => WebAssembly.compile(bytes));
const module = await WebAssembly.compile(bytes);
await bench("EngineStart/part=run", 9, () => start(module));

const engine = await start(module);
for (const example of ["blue-chip-cross", "hybrid", "hedged-pair"]) {
  const scenario = JSON.parse(readFileSync(at(`../../examples/${example}.json`), "utf8"));
  scenario.simulation.paths = 4096;
  const input = new TextEncoder().encode(JSON.stringify(scenario));
  for (const verb of ["assess", "simulate", "compare"]) {
    const run = () => {
      const reply = engine.call(verb, input);
      if (!reply.ok) throw new Error(new TextDecoder().decode(reply.bytes));
    };
    for (let i = 0; i < 3; i++) run();
    await bench(`Engine/verb=${verb}/example=${example}/paths=4096`, verb === "assess" ? 51 : 9, run);
  }
  scenario.simulation.paths = 65536;
  const many = new TextEncoder().encode(JSON.stringify(scenario));
  for (let i = 0; i < 3; i++) firstAnswer(many);
  await bench(`Engine/verb=simulate/first/example=${example}/paths=65536`, 21, () => firstAnswer(many));
}
for (const b of budgets) {
  const input = new TextEncoder().encode(JSON.stringify(b.scenario));
  const times = [];
  let reply;
  for (let i = 0; i < 31; i++) {
    const before = performance.now();
    reply = engine.call("simulate", input);
    if (!reply.ok) throw new Error(new TextDecoder().decode(reply.bytes));
    if (i >= 10) times.push(performance.now() - before);
  }
  console.log(line("node", b, times, reply.bytes));
}
process.exit(0);

/**
 * @param {{ ok: boolean, bytes: Uint8Array }} reply
 * @returns {any}
 */
function read({ ok, bytes }) {
  const said = new TextDecoder().decode(bytes);
  if (!ok) throw new Error(said);
  return said === "" ? undefined : JSON.parse(said);
}

/**
 * From a scenario to its first answer: that of the preview.
 * @param {Uint8Array} input
 */
function firstAnswer(input) {
  const { handle } = read(engine.open("simulate", input));
  const { blocks } = read(engine.preview(handle));
  read(engine.merge(handle, engine.step(handle, 0, blocks).bytes));
  read(engine.report(handle));
  engine.close(handle);
}

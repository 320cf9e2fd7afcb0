// Times the built worker in Chromium: JSON bytes in to JSON bytes out, as the page's client asks it. Prints lines in the form of
// `go test -bench`.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { launch } from "../e2e/browser.mjs";
import { startServer } from "../e2e/server.mjs";
import { budgets, line } from "./budgets.mjs";

const assets = fileURLToPath(new URL("../dist/assets/", import.meta.url));
/** @param {RegExp} pattern */
const asset = (pattern) => {
  const name = readdirSync(assets).find((file) => pattern.test(file));
  if (name === undefined) throw new Error(`no ${pattern} in dist/assets: run npm run build first`);
  return name;
};
const wasm = asset(/^plimsoll-.*\.wasm$/);
const bytes = readFileSync(assets + wasm);
const expected = { sha256: createHash("sha256").update(bytes).digest("hex"), size: bytes.length };

const server = await startServer();
const browser = await launch();
try {
  const page = await browser.newPage();
  // A document of the same origin that starts no engine of its own.
  await page.goto(new URL(`assets/${asset(/\.css$/)}`, server.url).href);
  for (const b of budgets) {
    const { times, reply } = await page.evaluate(measure, {
      worker: new URL(`assets/${asset(/^worker-.*\.js$/)}`, server.url).href,
      init: { type: "init", wasmURL: new URL(`assets/${wasm}`, server.url).href, expected, reload: false },
      input: JSON.stringify(b.scenario),
      warmUp: 10,
      runs: 21,
    });
    console.log(line("chromium", b, times, new TextEncoder().encode(reply)));
  }
} finally {
  await browser.close();
  await server.close();
}

/**
 * Runs in the browser: starts a worker, and returns the times of its answers and the last one.
 * @param {{worker: string, init: object, input: string, warmUp: number, runs: number}} job
 */
async function measure({ worker, init, input, warmUp, runs }) {
  const engine = new Worker(worker, { type: "module" });
  /** @type {(data: object) => Promise<any>} Posts a message and waits for what ends it. */
  const ask = (data) =>
    new Promise((resolve, reject) => {
      engine.onmessage = ({ data: answer }) => {
        if (answer.type === "ready" || answer.type === "done") resolve(answer);
        else if (answer.type !== "started" && answer.type !== "progress") reject(new Error(JSON.stringify(answer)));
      };
      engine.onerror = (event) => reject(new Error(event.message));
      engine.postMessage(data);
    });
  await ask(init);
  const times = [];
  let reply = "";
  for (let id = 0; id < warmUp + runs; id++) {
    const before = performance.now();
    const answer = await ask({ type: "run", id, verb: "simulate", input: new TextEncoder().encode(input) });
    if (id >= warmUp) times.push(performance.now() - before);
    reply = new TextDecoder().decode(answer.bytes);
  }
  engine.terminate();
  return { times, reply };
}

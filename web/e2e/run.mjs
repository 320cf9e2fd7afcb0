// Runs the browser tests and ends with "N passed, N failed".
import { readdirSync } from "node:fs";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { fileURLToPath } from "node:url";

let passed = 0;
let failed = 0;
const here = fileURLToPath(new URL("./", import.meta.url));
const files = readdirSync(here)
  .filter((name) => name.endsWith(".test.mjs"))
  .map((name) => here + name);
const stream = run({ files, concurrency: false });
/** @param {{ details: { type?: string | undefined }, name: string }} event */
const isTest = ({ details, name }) => details.type !== "suite" && !files.includes(name);
stream.on("test:pass", (event) => (passed += isTest(event) ? 1 : 0));
stream.on("test:fail", (event) => (failed += event.details.type !== "suite" ? 1 : 0));
stream.compose(new spec()).pipe(process.stdout);
stream.on("end", () => {
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
  setTimeout(() => console.log(`${passed} passed, ${failed} failed`), 100);
});

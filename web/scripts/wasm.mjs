// Builds the programs for the browser: the engine (../wasm) to src/generated/plimsoll.wasm without the laws of prices that are followed in
// steps, with all of them to plimsoll-laws.wasm, and calibration (../wasm/calibrate) to calibrate.wasm. It copies wasm_exec.js from the same Go toolchain, so that they cannot drift apart.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { lean, merged } from "./lean.mjs";

const web = fileURLToPath(new URL("..", import.meta.url));
const generated = join(web, "src", "generated");
const go = process.env.GO ?? "go";

const version = execFileSync(go, ["env", "GOVERSION"], { encoding: "utf8" }).trim();
const known = version.startsWith("go1.26");
if (!known) console.warn(`lean.mjs does not know the tables of ${version}: lines of traces stay, 7 % more to download`);
mkdirSync(generated, { recursive: true });
// One flag a line. Inlining pays only in the simulation's loops; without it elsewhere the engine is 9 % smaller to download.
const flags = readFileSync(join(web, "..", "wasm", "build.flags"), "utf8")
  .trim()
  .split("\n");
for (const [source, name, ...more] of /** @type {const} */ ([
  ["./wasm", "plimsoll.wasm", "-tags=light"],
  ["./wasm", "plimsoll-laws.wasm"],
  ["./wasm/calibrate", "calibrate.wasm"],
])) {
  const wasm = join(generated, name);
  execFileSync(go, ["build", ...flags, ...more, "-o", wasm, source], {
    cwd: join(web, ".."),
    // The collector of before Go 1.26 is 1 % smaller; a later Go may not have it any more.
    env: { ...process.env, GOOS: "js", GOARCH: "wasm", ...(known ? { GOEXPERIMENT: "nogreenteagc" } : {}) },
    stdio: "inherit",
  });
  const linked = readFileSync(wasm);
  writeFileSync(wasm, known ? lean(linked) : merged(linked));
  console.log(`${name}: ${statSync(wasm).size} bytes`);
}
const root = execFileSync(go, ["env", "GOROOT"], { encoding: "utf8" }).trim();
copyFileSync(join(root, "lib", "wasm", "wasm_exec.js"), join(generated, "wasm_exec.js"));

// Fails when the built page is over budget. Sizes are brotli (quality 11) bytes of what `npm run build` wrote.
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

const assets = fileURLToPath(new URL("../dist/assets/", import.meta.url));
const budgets = [
  { what: "engine (.wasm)", pattern: /^plimsoll-(?!laws-).*\.wasm$/, budget: 950_000 },
  // Loaded only when they are asked for.
  { what: "all laws (.wasm)", pattern: /^plimsoll-laws-.*\.wasm$/, budget: 1_060_000 },
  { what: "calibration (.wasm)", pattern: /^calibrate-.*\.wasm$/, budget: 700_000 },
  { what: "scripts (.js)", pattern: /\.js$/, budget: 40_000 },
  { what: "styles (.css)", pattern: /\.css$/, budget: 8_000 },
];

let over = 0;
for (const { what, pattern, budget } of budgets) {
  const files = readdirSync(assets).filter((name) => pattern.test(name));
  if (files.length === 0) throw new Error(`no ${what} in dist/assets: run npm run build first`);
  const size = files.reduce((sum, name) => sum + brotli(readFileSync(assets + name)), 0);
  if (size > budget) over++;
  console.log(`${size > budget ? "OVER" : "ok  "} ${what.padEnd(19)} ${size} bytes brotli, budget ${budget}`);
}
process.exitCode = over > 0 ? 1 : 0;

/** @param {Buffer} bytes */
function brotli(bytes) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return brotliCompressSync(bytes, { params }).length;
}

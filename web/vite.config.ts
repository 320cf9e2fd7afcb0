import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { defineConfig } from "vitest/config";

/** A program this build ships. The worker compares what it was served with it, so that a stale cache is noticed. */
function digestOf(program: string): { sha256: string; size: number } {
  const file = fileURLToPath(new URL(`./src/generated/${program}.wasm`, import.meta.url));
  if (!existsSync(file)) throw new Error(`src/generated/${program}.wasm is missing: run \`npm run wasm\` first`);
  const bytes = readFileSync(file);
  return { sha256: createHash("sha256").update(bytes).digest("hex"), size: bytes.length };
}

// Relative URLs, so that the page works below any path. No inlined assets and no module-preload polyfill: both would
// need a looser content security policy.
export default defineConfig(({ mode }) => ({
  base: "./",
  define:
    mode === "test"
      ? {}
      : {
          __ENGINE__: JSON.stringify(digestOf("plimsoll")),
          __LAWS__: JSON.stringify(digestOf("plimsoll-laws")),
          __CALIBRATION__: JSON.stringify(digestOf("calibrate")),
        },
  server: { fs: { allow: [".."] } },
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  worker: { format: "es" },
  test: { include: ["test/**/*.test.ts"], environment: "node" },
}));

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { collectComplaints, launch } from "./browser.mjs";
import { startServer } from "./server.mjs";

const web = fileURLToPath(new URL("..", import.meta.url));

/** The README's example for the typed client, as a page of its own. */
function snippetPage() {
  const readme = readFileSync(join(web, "..", "README.md"), "utf8");
  const snippet = [...readme.matchAll(/```(?:ts|js)\n([^]*?)```/g)]
    .map((m) => m[1] ?? "")
    .find((code) => code.includes("createEngine("));
  assert.ok(snippet, "the README has an example with createEngine");
  const folder = join(web, "src", "generated", "readme");
  mkdirSync(folder, { recursive: true });
  const imports = snippet.includes("import ") ? "" : 'import { createEngine } from "../../engine";\n';
  writeFileSync(
    join(folder, "snippet.ts"),
    `${imports}import scenario from "../../../../examples/hybrid.json";\n${snippet}\nconsole.log("end of the example");\n`,
  );
  const icon = '<link rel="icon" href="data:," />';
  writeFileSync(join(folder, "index.html"), `<!doctype html>${icon}<script type="module" src="./snippet.ts"></script>`);
  return folder;
}

test(
  "the README's example for JavaScript runs under the policy and prints a line for each pool",
  { timeout: 120_000 },
  async () => {
    const folder = snippetPage();
    const out = mkdtempSync(join(tmpdir(), "plimsoll-readme-")) + sep;
    await build({
      root: folder,
      configFile: join(web, "vite.config.ts"),
      logLevel: "error",
      build: { outDir: out, emptyOutDir: true },
    });
    const server = await startServer(out);
    const browser = await launch();
    try {
      const page = await browser.newPage();
      const complaints = collectComplaints(page);
      const lines = /** @type {string[]} */ ([]);
      page.on("console", (message) => lines.push(message.text()));
      await page.goto(server.url);
      await page.waitForEvent("console", {
        predicate: (message) => message.text() === "end of the example",
        timeout: 90_000,
      });
      const pools = lines.filter((line) => /^\S+ 0\.\d+ [\d.e-]+$/.test(line));
      assert.deepEqual(
        pools.map((line) => line.split(" ")[0]),
        ["cross", "1000PEPE/USDT:USDT", "WIF/USDT:USDT"],
      );
      assert.deepEqual(complaints, []);
    } finally {
      await browser.close();
      await server.close();
      rmSync(folder, { recursive: true });
      rmSync(out, { recursive: true });
    }
  },
);

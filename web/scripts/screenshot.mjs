// Writes screenshots of the built page to screenshots/ and, where an argument names a folder, the README's picture there.
// Usage: npm run screenshot [-- FOLDER]
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "../e2e/browser.mjs";
import { startServer } from "../e2e/server.mjs";

const shots = [
  { name: "wide", width: 1440, height: 1000, scheme: "light" },
  { name: "dark", width: 1440, height: 1000, scheme: "dark" },
  { name: "phone", width: 375, height: 812, scheme: "light" },
  { name: "loan", width: 1440, height: 1000, scheme: "light", preset: "aave-loan" },
  { name: "inverse", width: 1440, height: 1000, scheme: "dark", preset: "binance-coinm" },
  { name: "pools-phone", width: 375, height: 812, scheme: "light", preset: "gmx-v2" },
];

const own = fileURLToPath(new URL("../screenshots/", import.meta.url));
const docs = process.argv[2] === undefined ? undefined : resolve(process.env["INIT_CWD"] ?? ".", process.argv[2]);
const server = await startServer();
const browser = await launch();
try {
  for (const { name, width, height, scheme, preset = "hybrid" } of shots) {
    const page = await browser.newPage({
      viewport: { width, height },
      deviceScaleFactor: 2,
      locale: "en-GB",
      colorScheme: scheme === "dark" ? "dark" : "light",
    });
    await page.goto(server.url);
    await page.selectOption("#preset", preset);
    await page.waitForTimeout(500);
    await page.waitForSelector('body[data-state="fresh"]', { timeout: 120_000 });
    await page.waitForTimeout(600); // the fade of the results
    mkdirSync(own, { recursive: true });
    await page.screenshot({ path: join(own, `${name}.png`), fullPage: true });
    if (docs !== undefined && name === "wide") {
      mkdirSync(docs, { recursive: true });
      await page.screenshot({ path: join(docs, "page.png") });
    }
    await page.close();
    console.log(`${name}: ${width} pixels wide`);
  }
} finally {
  await browser.close();
  await server.close();
}

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { answered, field, fresh, headline, open, useHarness } from "./harness.mjs";

const harness = useHarness();

test("a reload keeps what was entered", async () => {
  const { page } = harness;
  await open(harness);
  await field(page, "account.positions[0].size").fill("0.123");
  await page.getByRole("radio", { name: "1 day" }).check();
  await fresh(page);
  const before = await headline(page);
  await page.reload();
  await fresh(page);
  assert.equal(await field(page, "account.positions[0].size").inputValue(), "0.123");
  assert.equal(await headline(page), before);
});

test("a scenario is exported and imported unchanged", async () => {
  const { page } = harness;
  await open(harness);
  await page.selectOption("#preset", "hybrid");
  await answered(page);
  const download = page.waitForEvent("download");
  await page.click("#export");
  const file = await (await download).path();
  const preset = await readFile(new URL("../../examples/hybrid.json", import.meta.url), "utf8");
  assert.deepEqual(JSON.parse(await readFile(file, "utf8")), JSON.parse(preset));
  await field(page, "account.positions[0].size").fill("9");
  await page.setInputFiles("#file", file);
  await answered(page);
  assert.equal(await field(page, "account.positions[0].size").inputValue(), "0.5");
});

test("a link opened in the same tab is taken, and a broken one is said", async () => {
  const { page, server } = harness;
  await open(harness);
  const hybrid = await readFile(new URL("../../examples/hybrid.json", import.meta.url), "utf8");
  await page.evaluate((hash) => void (location.hash = hash), `scenario=${Buffer.from(hybrid).toString("base64url")}`);
  await answered(page);
  assert.equal(await page.locator(".positions tbody tr").count(), 5);
  assert.equal(new URL(page.url()).hash, "", "an address that would bring the old scenario back is given up");
  await page.goto("about:blank");
  await page.goto(`${server.url}#scenario=bm90`);
  await answered(page);
  assert.match((await page.textContent("#notice")) ?? "", /holds no scenario/);
  assert.equal(await page.locator(".positions tbody tr").count(), 5, "what was kept is still there");
});

test("a file that is no scenario is refused in words", async () => {
  const { page } = harness;
  await open(harness);
  await page.setInputFiles("#file", { name: "bad.json", mimeType: "application/json", buffer: Buffer.from("[1, 2]") });
  await page.waitForSelector("#banner:not([hidden])");
  assert.match((await page.textContent("#banner")) ?? "", /bad\.json could not be used: This is not a scenario/);
});

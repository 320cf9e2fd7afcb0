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
  await page.waitForSelector("#notice[role=alert]:not([hidden])"); // the engine has to start before it can judge
  await answered(page);
  assert.match((await page.textContent("#notice")) ?? "", /scenario in the link could not be used/);
  assert.equal(await page.locator(".positions tbody tr").count(), 5, "what was kept is still there");
});

/** @param {string} name @param {string} text */
const file = (name, text) => ({ name, mimeType: "application/json", buffer: Buffer.from(text) });

test("a broken file is refused with every fault, the draft stays, and no old notice", async () => {
  const { page } = harness;
  await open(harness);
  const rows = page.locator(".positions tbody tr");
  const count = await rows.count();
  const hybrid = await readFile(new URL("../../examples/hybrid.json", import.meta.url), "utf8");
  const broken = hybrid
    .replace('"version": 1', '"version": 1, "version": 1, "extra": 2')
    .replace(/"balances": \[[^\]]*\]/, '"balances": "11500"');
  for (const [text, faults] of /** @type {[string, RegExp[]][]} */ ([
    ["[1, 2]", [/needs a group of fields/]],
    ["{", [/bad\.json could not be used/]],
    [broken, [/account\.balances needs a list/, /extra needs/, /version needs each field once/]],
  ])) {
    await page.setInputFiles("#file", file("bad.json", text));
    await page.waitForSelector("#notice[role=alert]:not([hidden])");
    for (const fault of faults) assert.match((await page.textContent("#notice")) ?? "", fault);
    assert.doesNotMatch((await page.textContent("#notice")) ?? "", /Loaded/);
    assert.equal(await rows.count(), count);
  }
  await page.setInputFiles("#file", file("good.json", hybrid));
  await page.waitForSelector("#notice[role=status]:not([hidden])");
  assert.match((await page.textContent("#notice")) ?? "", /Loaded good\.json/);
  await page.selectOption("#preset", "hedged-pair");
  assert.doesNotMatch((await page.textContent("#notice")) ?? "", /good\.json/);
});

test("a link does not take the portfolio before it away", async () => {
  const { page } = harness;
  await open(harness);
  await field(page, "account.positions[0].size").fill("0.123");
  await fresh(page);
  const hybrid = await readFile(new URL("../../examples/hybrid.json", import.meta.url), "utf8");
  const hash = `scenario=${Buffer.from(hybrid).toString("base64url")}`;
  await page.evaluate((to) => void (location.hash = to), hash);
  await page.waitForFunction(() => document.querySelectorAll(".positions tbody tr").length === 5);
  await page.getByRole("button", { name: "Undo" }).click();
  assert.equal(await field(page, "account.positions[0].size").inputValue(), "0.123");
  assert.equal(await page.locator("#notice:not([hidden])").count(), 0);
  await page.goto("about:blank");
  await page.goto(`${harness.server.url}#${hash}`);
  await page.getByRole("button", { name: "Undo" }).click();
  assert.equal(await field(page, "account.positions[0].size").inputValue(), "0.123", "also in a new tab");
});

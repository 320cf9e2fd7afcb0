import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { answered, field, fresh, headline, open, useHarness } from "./harness.mjs";

const harness = useHarness();

test("the page loads under the policy and a preset computes", async () => {
  const { page, server } = harness;
  await page.goto(server.url);
  await fresh(page);
  await page.selectOption("#preset", "hybrid");
  await fresh(page);
  assert.match(await headline(page), /^\d+\.\d+%$/);
  assert.match(
    (await page.textContent("#headline-interval")) ?? "",
    /within 7 days · 95% interval .*, simulation error only/,
  );
  assert.match((await page.textContent("#live")) ?? "", /chance that any pool is liquidated within 7 days/);
  assert.equal(await page.locator("#pools tbody tr").count(), 3);
  assert.equal(await page.locator("#survival path.line").count(), 6, "three curves and their legend");
  assert.ok((await page.locator("#survival table tbody tr").count()) >= 25);
  assert.equal(await page.locator("#compare tbody tr").count(), 3);
  assert.equal(await page.locator("#margin tbody tr:not(.pool)").count(), 5);
  assert.ok((await page.locator("#venue option").count()) >= 1);
});

test("a first answer comes early and is refined", async () => {
  const { page, server } = harness;
  const scenario = JSON.parse(await readFile(new URL("../../examples/blue-chip-cross.json", import.meta.url), "utf8"));
  scenario.simulation.paths = 262144;
  await page.goto(`${server.url}#scenario=${Buffer.from(JSON.stringify(scenario)).toString("base64url")}`);
  await page.waitForFunction(() =>
    document.querySelector("#headline-interval")?.textContent?.includes("estimate so far, 1,024 paths"),
  );
  await fresh(page);
  assert.doesNotMatch((await page.textContent("#headline-interval")) ?? "", /so far/);
  assert.doesNotMatch((await page.textContent("#compare")) ?? "", /so far/);
  assert.match((await page.textContent("#provenance")) ?? "", /262,144 paths/);
});

test("a standard error to reach takes rounds", async () => {
  const { page } = harness;
  await open(harness);
  await field(page, "simulation.targetStdErr").fill("0.004");
  await fresh(page);
  assert.match((await page.textContent("#provenance")) ?? "", /paths of .* steps, after rounds of 1,024 /);
});

test("every preset computes", async () => {
  const { page } = harness;
  await open(harness);
  const ids = await page
    .locator("#preset option")
    .evaluateAll((options) => options.map((option) => option.getAttribute("value")));
  for (const id of ids.filter((id) => id !== null && id !== "")) {
    await page.selectOption("#preset", id);
    await answered(page);
    assert.match(await headline(page), /%$/, `preset ${id}`);
    assert.equal(await page.locator("#problems:not([hidden])").count(), 0, `preset ${id}`);
    assert.equal(await page.locator("#fit:not([hidden])").count(), 0, `preset ${id} fits its venue`);
  }
  assert.ok(ids.length > 11);
  assert.equal(ids[1], "blue-chip-cross", "the basket most people know comes first");
});

test("it fits a phone, and every control has a name", async () => {
  const { page } = harness;
  await page.setViewportSize({ width: 375, height: 800 });
  await open(harness);
  await page.locator("summary").first().click();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.equal(width, 375);
  const nameless = await page.evaluate(() =>
    [...document.querySelectorAll("input, select, button")]
      .filter(
        (control) =>
          control.getAttribute("aria-label") === null &&
          (control.textContent ?? "").trim() === "" &&
          control.closest("label") === null,
      )
      .map((control) => control.outerHTML),
  );
  assert.deepEqual(nameless, []);
});

test("loans, inverse contracts, named pools and the rules of a venue fit a phone", async () => {
  const { page } = harness;
  await page.setViewportSize({ width: 375, height: 800 });
  for (const preset of ["aave-loan", "binance-coinm", "gmx-v2", "dydx-v4"]) {
    await open(harness, preset);
    await page.locator("#rules summary").click();
    for (const table of await page.locator("#levels summary").all()) await table.click();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 375, preset);
    await page.goto("about:blank");
  }
});

test("the keyboard alone edits, and the focus stays", async () => {
  const { page } = harness;
  await open(harness);
  await page.locator('[data-path="account.positions[0].marginMode"] input:checked').focus();
  await page.keyboard.press("ArrowRight");
  await fresh(page);
  assert.equal(
    await page.evaluate(() => document.activeElement?.getAttribute("data-focus")),
    "mode-account.positions[0]-isolated",
  );
  await field(page, "account.positions[0].symbol").focus();
  await page.keyboard.type("ETH");
  await page.keyboard.press("Tab");
  await page.waitForTimeout(200);
  assert.equal(
    await page.evaluate(() => document.activeElement?.getAttribute("data-focus")),
    "side-account.positions[0]",
  );
});

test("nothing leaves the page: every request is for one of its own files", async () => {
  const { page, server } = harness;
  server.requests.length = 0;
  const urls = /** @type {string[]} */ ([]);
  page.on("request", (request) => urls.push(request.url()));
  await open(harness);
  await field(page, "account.balances[0].amount").fill("77777");
  await fresh(page);
  const own = urls.filter((url) => !url.startsWith("blob:") && !url.startsWith("data:"));
  assert.ok(
    own.every((url) => url.startsWith(server.url)),
    own.join("\n"),
  );
  assert.ok(server.requests.every((path) => path === "/" || path === "/favicon.svg" || path.startsWith("/assets/")));
});

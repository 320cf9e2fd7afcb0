import assert from "node:assert/strict";
import { test } from "node:test";
import { field, fresh, open, useHarness } from "./harness.mjs";

const harness = useHarness();

test("each pool has curves against collateral and leverage, with tables, axes and the present value", async () => {
  const { page } = harness;
  await open(harness, "hybrid");
  const pools = page.locator("#levels [role=radiogroup] input");
  assert.equal(await pools.count(), 3);
  for (let i = 0; i < 3; i++) {
    await pools.nth(i).check();
    const charts = page.locator("#levels .chart");
    assert.equal(await charts.count(), 2);
    assert.deepEqual(await page.locator("#levels .axis-name").allTextContents(), [
      "USDT added to the pool",
      "leverage: gross notional / equity",
    ]);
    assert.deepEqual(
      (await page.locator("#levels .chart text").allTextContents()).filter((text) => text === "now").length,
      2,
    );
    const tables = page.locator("#levels table");
    assert.equal(await tables.count(), 2);
    for (const table of await tables.all()) {
      assert.equal(await table.locator("tbody tr").count(), 25);
      assert.equal(await table.getByText("as it is now").count(), 1);
    }
    const name = (await page.locator("#levels [role=radiogroup] label").nth(i).textContent()) ?? "";
    const bar = page.locator("#pools tbody tr", { hasText: name }).locator(".figure").first();
    assert.ok((await page.textContent("#levels .targets p"))?.includes((await bar.textContent()) ?? "?"), name);
  }
  assert.match(
    (await page.textContent("#levels .targets")) ?? "",
    /For 1%: add [\d,.]+ USDT(?: \([\d,.]+ to [\d,.]+\))?, leverage [\d.]+×\./,
  );
});

test("adding what a sentence says gives the probability it says", async () => {
  const { page } = harness;
  await open(harness, "blue-chip-cross");
  const said = /For 1%: add ([\d,.]+) USDT/.exec((await page.textContent("#levels .targets")) ?? "");
  const added = Number(said?.[1]?.replaceAll(",", ""));
  assert.ok(added > 0, String(said));
  const balance = field(page, "account.balances[0].amount");
  await balance.fill(String(Number(await balance.inputValue()) + added));
  await fresh(page);
  const now = parseFloat(/: ([\d.]+)% now/.exec((await page.textContent("#levels .targets p")) ?? "")?.[1] ?? "");
  // Three digits upward are at most 1 % more to add; the curve falls by at most a few per cent of itself over that.
  assert.ok(now <= 1.01 && now > 0.93, `${now}%`);
});

test("the keyboard reads the curve", async () => {
  const { page } = harness;
  await open(harness, "blue-chip-cross");
  const curve = page.getByRole("slider", { name: /Against collateral/ });
  await curve.focus();
  assert.match((await curve.getAttribute("aria-valuetext")) ?? "", /^as it is now: /);
  await page.keyboard.press("ArrowRight");
  assert.match((await curve.getAttribute("aria-valuetext")) ?? "", /^add .* USDT: \d/);
  await page.keyboard.press("Home");
  assert.match((await curve.getAttribute("aria-valuetext")) ?? "", /^take out .* USDT: \d/);
  assert.equal(await curve.getAttribute("aria-valuenow"), "0");
  await page.keyboard.press("End");
  assert.equal(await curve.getAttribute("aria-valuenow"), await curve.getAttribute("aria-valuemax"));
  assert.equal(
    await page.locator(".reading-text").first().textContent(),
    await page.evaluate(() => {
      const said = document.activeElement?.getAttribute("aria-valuetext") ?? "";
      return said.charAt(0).toUpperCase() + said.slice(1);
    }),
  );
});

test("where margin is checked at intervals there are no curves, and it says why", async () => {
  const { page } = harness;
  await open(harness, "blue-chip-cross");
  await page.selectOption('[data-path="simulation.monitoring"]', "discrete");
  await fresh(page);
  assert.match((await page.textContent("#levels")) ?? "", /Not computed where margin is checked at intervals/);
});

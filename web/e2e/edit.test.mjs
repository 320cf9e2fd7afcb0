import assert from "node:assert/strict";
import { test } from "node:test";
import { field, fresh, headline, open, useHarness, workerCount } from "./harness.mjs";

const harness = useHarness();

test("an edit recomputes", async () => {
  const { page } = harness;
  await open(harness);
  const before = await headline(page);
  await field(page, "account.balances[0].amount").fill("1000000");
  await fresh(page);
  assert.notEqual(await headline(page), before);
});

test("the horizon and the volatility recompute", async () => {
  const { page } = harness;
  await open(harness);
  const week = await headline(page);
  await page.getByRole("radio", { name: "30 days" }).check();
  await fresh(page);
  const month = await headline(page);
  assert.ok(parseFloat(month) > parseFloat(week), `${month} against ${week}`);
  await page.getByLabel("Volatility of BTC").fill("400");
  await fresh(page);
  assert.notEqual(await headline(page), month);
});

test("a position is switched between cross and isolated, and its margin is not lost", async () => {
  const { page } = harness;
  await open(harness, "hybrid");
  const margin = await field(page, "account.positions[3].margin").inputValue();
  const mode = page.locator('[data-path="account.positions[3].marginMode"]');
  await mode.getByRole("radio", { name: "Cross" }).check();
  await fresh(page);
  assert.equal(await page.locator("#pools tbody tr").count(), 2);
  await mode.getByRole("radio", { name: "Isolated" }).check();
  await fresh(page);
  assert.equal(await page.locator("#pools tbody tr").count(), 3);
  assert.equal(await field(page, "account.positions[3].margin").inputValue(), margin);
});

test("cancel stops the work and keeps the worker", async () => {
  const { page } = harness;
  await open(harness);
  await page.selectOption('[data-path="simulation.paths"]', "262144");
  await page.waitForFunction(() => {
    const bar = document.querySelector("progress");
    return document.body.dataset["state"] === "busy" && bar !== null && bar.value > 0 && bar.value < 1;
  });
  await page.click("#cancel");
  assert.equal(await page.getAttribute("body", "data-state"), "stale");
  assert.match((await page.textContent("#banner")) ?? "", /Cancelled/);
  await page.selectOption('[data-path="simulation.paths"]', "1024");
  await fresh(page);
  assert.equal(await workerCount(page), 1);
});

test("only the newest of many edits counts", async () => {
  const { page } = harness;
  await open(harness);
  await page.selectOption('[data-path="simulation.paths"]', "65536");
  for (const amount of ["20000", "30000", "40000"]) {
    await field(page, "account.balances[0].amount").fill(amount);
    await page.waitForTimeout(300);
  }
  await page.selectOption('[data-path="simulation.paths"]', "1024");
  await fresh(page);
  const shown = await headline(page);
  await page.reload();
  await fresh(page);
  assert.equal(await headline(page), shown);
});

test("a field error is shown at its input and in the summary, and nothing is lost", async () => {
  const { page } = harness;
  await open(harness);
  const before = await headline(page);
  const size = field(page, "account.positions[0].size");
  await size.fill("0");
  await page.waitForSelector("#problems:not([hidden])");
  assert.equal(await size.getAttribute("aria-invalid"), "true");
  const message = page.locator(`#${await size.getAttribute("aria-describedby")}`);
  assert.match((await message.textContent()) ?? "", /non-zero/);
  assert.match((await page.textContent("#problems")) ?? "", /Size of BTC\/USDT:USDT.* needs a non-zero number, not 0/);
  assert.equal(await headline(page), before);
  assert.equal(await size.inputValue(), "0");
  await size.fill("0.01");
  await fresh(page);
  assert.equal(await page.locator("#problems:not([hidden])").count(), 0);
  assert.equal(await size.getAttribute("aria-invalid"), null);
});

test("two wrong fields are named at once, and a percent that is no number is one", async () => {
  const { page } = harness;
  await open(harness);
  await field(page, "account.positions[0].entryPrice").fill("abc");
  await page.getByLabel("Volatility of BTC").fill("high");
  await page.waitForFunction(() => document.querySelectorAll("[aria-invalid=true]").length === 2);
  assert.equal(await page.locator("#problems li").count(), 2);
});

test("rows are added and removed, a short name is completed", async () => {
  const { page } = harness;
  await open(harness);
  const rows = page.locator(".positions tbody tr");
  const count = await rows.count();
  await page.click("#add-position");
  assert.equal(await rows.count(), count + 1);
  const symbol = field(page, `account.positions[${count}].symbol`);
  await symbol.fill("wif");
  await symbol.press("Tab");
  await page.waitForFunction(
    (path) =>
      document.querySelector(`[data-path="${path}"]`)?.matches("input") &&
      /** @type {HTMLInputElement} */ (document.querySelector(`[data-path="${path}"]`)).value === "WIF/USDT:USDT",
    `account.positions[${count}].symbol`,
  );
  assert.notEqual(
    await field(page, `account.positions[${count}].entryPrice`).inputValue(),
    "",
    "the mark is the entry",
  );
  await field(page, `account.positions[${count}].size`).fill("5");
  await fresh(page);
  await rows
    .nth(count)
    .getByRole("button", { name: /Remove/ })
    .click();
  assert.equal(await rows.count(), count);
  await fresh(page);
});

test("a typo in a symbol is mended by typing it again", async () => {
  const { page } = harness;
  await open(harness);
  const symbol = field(page, "account.positions[2].symbol");
  const right = await symbol.inputValue();
  await symbol.fill("SOLL");
  await symbol.press("Tab");
  await page.waitForSelector("#problems:not([hidden])");
  await symbol.fill(right);
  await symbol.press("Tab");
  await fresh(page);
  assert.equal(await page.locator("#problems:not([hidden])").count(), 0);
  assert.doesNotMatch((await page.evaluate(() => localStorage.getItem("plimsoll.scenario"))) ?? "", /SOLL/);
});

test("no price of another coin is left behind in a new position", async () => {
  const { page } = harness;
  await open(harness);
  const last = await page.locator(".positions tbody tr").count();
  await page.click("#add-position");
  const entry = field(page, `account.positions[${last}].entryPrice`);
  const symbol = field(page, `account.positions[${last}].symbol`);
  assert.deepEqual([await symbol.inputValue(), await entry.inputValue()], ["", ""]);
  await symbol.fill("BTC");
  await symbol.press("Tab");
  await page.waitForTimeout(200);
  assert.notEqual(await entry.inputValue(), "");
  await symbol.fill("QQQ");
  await symbol.press("Tab");
  await page.waitForTimeout(200);
  assert.equal(await entry.inputValue(), "");
});

test("the focus goes to the next row when one is removed, and to the button after the last", async () => {
  const { page } = harness;
  await open(harness);
  const count = await page.locator(".positions tbody tr").count();
  const focused = () =>
    page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.id);
  await page.locator(".positions .remove").first().click();
  assert.match((await focused()) ?? "", /^Remove /);
  for (let left = count - 1; left > 0; left--) await page.locator(".positions .remove").last().click();
  assert.equal(await focused(), "add-position");
});

test("a volatility in percent is judged in percent, and an unusual one is asked about", async () => {
  const { page } = harness;
  await open(harness);
  const volatility = page.getByLabel("Volatility of BTC");
  await volatility.fill("600");
  await page.waitForSelector(".caution:not([hidden])");
  await fresh(page);
  await volatility.fill("100000");
  await page.waitForSelector("#problems:not([hidden])");
  assert.match((await page.textContent("#problems")) ?? "", /at most 10000%, not 100000%/);
});

test("an account that cannot be liquidated and one without positions are drawn in full", async () => {
  const { page } = harness;
  await open(harness);
  await field(page, "account.balances[0].amount").fill("1000000000");
  await fresh(page);
  const labels = () => page.locator("#survival .chart text[text-anchor=end]").allTextContents();
  assert.equal((await labels()).at(-1), "100%");
  const cut = await page.evaluate(() => {
    const chart = document.querySelector("#survival .chart");
    const left = chart?.getBoundingClientRect().left ?? 0;
    return [...(chart?.querySelectorAll("text") ?? [])].filter((text) => text.getBoundingClientRect().left < left)
      .length;
  });
  assert.equal(cut, 0, "labels outside the chart");
  assert.match((await page.textContent("#compare .verdict")) ?? "", /no difference|Least likely/);
  for (let left = await page.locator(".positions .remove").count(); left > 0; left--)
    await page.locator(".positions .remove").last().click();
  await fresh(page);
  assert.doesNotMatch((await page.textContent("#survival")) ?? "", /0000%/);
});

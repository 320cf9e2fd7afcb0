import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { field, fresh, headline, open, useHarness } from "./harness.mjs";

const harness = useHarness();

/** What is kept of the document. @param {import("playwright-core").Page} page */
async function draft(page) {
  return JSON.parse((await page.evaluate(() => localStorage.getItem("plimsoll.scenario"))) ?? "{}");
}

/** Waits until the form fits the venue. @param {import("playwright-core").Page} page @param {string} name */
async function chooseVenue(page, name) {
  await page.selectOption("#venue", name);
  await page.waitForFunction(() => document.querySelector("#rules:not([hidden]) summary") !== null, undefined);
  await page.waitForTimeout(400);
}

/** The names of the venues on offer. @param {import("playwright-core").Page} page */
async function venueNames(page) {
  await page.waitForFunction(() => document.querySelectorAll("#venue option").length > 5);
  return page.locator("#venue option").evaluateAll((options) => options.map((o) => o.getAttribute("value") ?? ""));
}

test("every venue can be chosen, loses nothing, and is taken back with one press", async () => {
  const { page } = harness;
  await open(harness, "hybrid");
  const names = await venueNames(page);
  assert.ok(names.length >= 11, names.join(" "));
  await field(page, "simulation.seed").fill("2"); // an edit, so that the document is kept
  const before = await draft(page);
  for (const name of names.filter((name) => name !== before.account.venue)) {
    await chooseVenue(page, name);
    const { account, ...rest } = await draft(page);
    const { venue, rules, ...others } = account;
    const { venue: _venue, rules: _rules, ...same } = before.account;
    assert.equal(venue, name);
    assert.equal(rules?.asOf, undefined, "the date of another venue's table");
    assert.deepEqual([others, rest], [same, (({ account: _, ...r }) => r)(before)], `${name} changed something else`);
    await page.getByRole("button", { name: "Undo" }).click();
    assert.deepEqual(await draft(page), before, `${name} taken back`);
  }
});

test("a portfolio is rewritten for every venue with single presses and computes, and is undone", async () => {
  const { page } = harness;
  for (const name of [
    "hyperliquid",
    "dydx-v4",
    "gmx-v1",
    "gmx-v2",
    "bybit-uta",
    "binance-coinm",
    "binance-usdm-multi",
    "generic",
  ]) {
    await open(harness, "blue-chip-cross");
    await chooseVenue(page, name);
    const before = await draft(page);
    for (let press = 0; press < 4; press++) {
      const buttons = page.locator("#fit li button:not(:text('Go there'))");
      if ((await buttons.count()) === 0) break;
      await buttons.first().click();
      await page.waitForTimeout(300);
    }
    const fraction = field(page, "account.rules.maintenanceMarginFraction");
    if ((await fraction.count()) > 0 && (await fraction.inputValue()) === "") await fraction.fill("0.5");
    for (const select of await page.locator('[data-path^="account.rules.markets"]').all())
      await select.selectOption("mid-cap");
    await fresh(page);
    assert.equal(
      await page.locator("#problems:not([hidden])").count(),
      0,
      `${name}: ${await page.textContent("#problems")}`,
    );
    assert.match(await headline(page), /%$/, name);
    assert.equal(await page.locator("#fit:not([hidden])").count(), 0, `${name} fits`);
    if (name === "hyperliquid") {
      await page.getByRole("button", { name: "Undo" }).click();
      assert.deepEqual(await draft(page), before);
      await page.getByRole("button", { name: "Redo" }).click();
      assert.equal((await draft(page)).account.currency, "USDC");
    }
  }
});

test("symbols are offered and completed in the venue's own quote", async () => {
  const { page } = harness;
  for (const [preset, typed, want] of [
    ["hyperliquid", "pepe", "kPEPE/USDC:USDC"],
    ["gmx-v2", "eth", "ETH/USD:USD"],
    ["binance-coinm", "sol", "SOL/USD:SOL"],
    ["bybit-unified", "link", "LINK/USDT:USDT"],
  ]) {
    await open(harness, preset);
    await page.waitForFunction(() => document.querySelectorAll("#symbols option").length > 3);
    const offered = await page.locator("#symbols option").evaluateAll((all) => all.map((o) => o.getAttribute("value")));
    assert.ok(offered.includes(want ?? ""), `${preset} offers ${want}`);
    const last = await page.locator("#positions tbody tr").count();
    await page.click("#add-position");
    const symbol = field(page, `account.positions[${last}].symbol`);
    await symbol.fill(typed ?? "");
    await symbol.press("Tab");
    await page.waitForTimeout(300);
    assert.equal(await symbol.inputValue(), want);
  }
});

test("a loan is edited: debts are added, changed and removed, and its health factor follows", async () => {
  const { page } = harness;
  await open(harness, "aave-loan");
  assert.match((await page.textContent("#health")) ?? "", /1\.2971/);
  assert.match((await page.textContent("#margin")) ?? "", /400 LINK held/);
  assert.match((await page.textContent("#margin")) ?? "", /none: the account's own currency has a price of 1/);
  const before = await headline(page);
  await page.click("#add-debt");
  await field(page, "account.debts[1].asset").fill("weth");
  await field(page, "account.debts[1].asset").press("Tab");
  await field(page, "account.debts[1].amount").fill("0.2");
  await fresh(page);
  assert.equal(await field(page, "account.debts[1].asset").inputValue(), "WETH", "as the venue spells it");
  assert.notEqual(await headline(page), before);
  assert.doesNotMatch((await page.textContent("#health")) ?? "", /1\.2971/);
  await page.getByRole("button", { name: "Remove debt of WETH" }).click();
  await fresh(page);
  assert.equal(await headline(page), before);
  await page.getByRole("button", { name: "Remove debt of USDC" }).click();
  await fresh(page);
  assert.equal((await draft(page)).account.debts, undefined);
});

test("a debt is added to a cross account", async () => {
  const { page } = harness;
  await open(harness);
  const before = await headline(page);
  await page.click("#add-debt");
  await field(page, "account.debts[0].amount").fill("2000");
  await fresh(page);
  assert.notEqual(await headline(page), before);
});

test("a pool is added, named, filled and removed", async () => {
  const { page } = harness;
  await open(harness, "gmx-v2");
  assert.equal(await field(page, "account.pools[0].name").inputValue(), "SOL on ETH");
  await page.click("#add-pool");
  await field(page, "account.pools[1].name").fill("Second");
  const pool = page.getByRole("region", { name: /Pool (Pool 2|Second)/ });
  await pool.getByRole("button", { name: "Add position" }).click();
  await field(page, "account.pools[1].positions[0].symbol").fill("eth");
  await field(page, "account.pools[1].positions[0].symbol").press("Tab");
  await field(page, "account.pools[1].positions[0].size").fill("1");
  await pool.getByRole("button", { name: "Add balance" }).click();
  await field(page, "account.pools[1].balances[0].amount").fill("500");
  await fresh(page);
  assert.match((await page.textContent("#pools")) ?? "", /Second/);
  await page
    .getByRole("button", { name: /Remove pool/ })
    .last()
    .click();
  await fresh(page);
  assert.doesNotMatch((await page.textContent("#pools")) ?? "", /Second/);
  assert.equal((await draft(page)).account.pools.length, 1);
});

test("inverse sizes are labelled in contracts", async () => {
  const { page } = harness;
  await open(harness, "binance-coinm");
  await page.waitForSelector("#rules:not([hidden])");
  const units = await page.locator(".positions .unit").allTextContents();
  assert.deepEqual(units, ["contracts of 100 USD", "BTC", "contracts of 10 USD"]);
});

test("the rules of a venue are shown with what they rest on, and another date is chosen", async () => {
  const { page } = harness;
  await open(harness, "bybit-unified");
  await page.waitForSelector("#rules:not([hidden])");
  await page.click("#rules summary");
  for (const word of ["verified", "stated", "inferred"])
    assert.ok((await page.locator(`#rules .${word}`).count()) > 0, word);
  assert.match((await page.textContent("#rules")) ?? "", /liquidation: equity ≤ maintenance margin/);
  const before = await headline(page);
  await field(page, "account.rules.asOf").selectOption("2022-07-13");
  await fresh(page);
  await page.waitForFunction(() => /2022-07-13/.test(document.querySelector("#rules summary")?.textContent ?? ""));
  assert.equal((await draft(page)).account.rules.asOf, "2022-07-13");
  assert.match(before, /%/);
});

test("a pool at its venue's warning level says so", async () => {
  const { page } = harness;
  await open(harness, "blue-chip-cross");
  // Just above the maintenance margin: by bisection of what the page itself shows.
  const margin = page.locator("#margin tr.pool").first();
  let [low, high] = [0, 6000];
  for (let step = 0; step < 14; step++) {
    const middle = (low + high) / 2;
    await field(page, "account.balances[0].amount").fill(String(middle));
    await page.waitForTimeout(200);
    await page.waitForFunction(() => !document.querySelector("#margin")?.classList.contains("earlier"));
    const text = (await margin.textContent()) ?? "";
    if (/warning level reached/.test(text)) return;
    if (/liquidatable now/.test(text)) low = middle;
    else high = middle;
  }
  assert.fail("no balance shows the warning");
});

test("a liquidation price that the venue reported is shown beside ours", async () => {
  const { page, server } = harness;
  const text = await readFile(new URL("../../examples/hybrid.json", import.meta.url), "utf8");
  const scenario = JSON.parse(text);
  scenario.simulation.paths = 1024;
  scenario.account.positions[0].reportedLiquidationPrice = "70000";
  await page.goto(`${server.url}#scenario=${Buffer.from(JSON.stringify(scenario)).toString("base64url")}`);
  await fresh(page);
  assert.match((await page.locator(".reported").first().textContent()) ?? "", /^venue's 70,000, ours \+4\.\d\d%$/);
});

test("a date before the first table is mended in the form", async () => {
  const { page, server } = harness;
  const scenario = JSON.parse(await readFile(new URL("../../examples/hyperliquid.json", import.meta.url), "utf8"));
  scenario.account.rules.asOf = "2020-01-01";
  await page.goto(`${server.url}#scenario=${Buffer.from(JSON.stringify(scenario)).toString("base64url")}`);
  const date = field(page, "account.rules.asOf");
  await date.waitFor();
  await page.waitForSelector('[data-path="account.rules.asOf"][aria-invalid="true"]');
  await date.selectOption("2026-08-22");
  await fresh(page);
  assert.match(await headline(page), /%$/);
});

test("a symbol that is held twice offers hedge mode", async () => {
  const { page } = harness;
  await open(harness, "blue-chip-cross");
  const symbol = field(page, "account.positions[1].symbol");
  await symbol.fill("BTC/USDT:USDT");
  await symbol.press("Tab");
  await page.waitForSelector("#problems:not([hidden])");
  await field(page, "account.positions[1].size").fill("-0.01");
  await field(page, "account.positionMode").selectOption("hedge");
  await fresh(page);
  assert.equal((await draft(page)).account.positionMode, "hedge");
  assert.match((await page.textContent("#margin")) ?? "", /BTC short/);
});

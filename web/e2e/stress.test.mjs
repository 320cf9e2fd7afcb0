import assert from "node:assert/strict";
import { test } from "node:test";
import { field, fresh, open, useHarness } from "./harness.mjs";

const harness = useHarness();

test("past crashes show what they would do to the account, and follow it", async () => {
  const { page } = harness;
  await open(harness, "hybrid");
  await fresh(page);
  const rows = page.locator("#stress > table tbody tr");
  assert.equal(await rows.count(), 5);
  const first = (await rows.first().textContent()) ?? "";
  assert.match(first, /12 March 2020.*Covid crash: BTC -52%, ETH -55%/);
  assert.match(first, /3 of 3 pools liquidated, the first \(Cross wallet\) after 10\u00a0h/);
  assert.match(first, /0\.[0-9]{2}×/);
  assert.match((await page.textContent("#stress-card")) ?? "", /replay, not a forecast/);
  assert.match((await page.textContent("#stress")) ?? "", /by the median of all coins/);
  await page.locator("#stress summary").click();
  assert.equal(await page.locator("#stress details tbody tr").count(), 15);

  // More collateral lets the cross wallet live; the panel stays open.
  await field(page, "account.balances[0].amount").fill("1000000");
  await fresh(page);
  await page.locator("#stress > table tbody tr", { hasText: "2 of 3 pools liquidated" }).first().waitFor();
  assert.equal(await page.locator("#stress details").getAttribute("open"), "");
});

test("a loan is one pool", async () => {
  const { page } = harness;
  await open(harness, "aave-loan");
  await fresh(page);
  assert.equal(await page.locator("#stress > table tbody tr").count(), 5);
  assert.match(
    (await page.locator("#stress > table tbody tr").first().textContent()) ?? "",
    /liquidated after 10\u00a0h/,
  );
  assert.equal(await page.locator("#stress details").count(), 0, "one pool");
});

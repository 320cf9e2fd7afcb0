import assert from "node:assert/strict";
import { test } from "node:test";
import { field, fresh, headline, open, useHarness } from "./harness.mjs";

const harness = useHarness();

test("another price model recomputes, takes its parameters and says so", async () => {
  const { page } = harness;
  await open(harness, "hybrid");
  const gbm = await headline(page);
  await page.selectOption('[data-path="market.model.kind"]', "vol-mixture");
  await fresh(page);
  const mixed = await headline(page);
  assert.notEqual(mixed, gbm);
  assert.match((await page.textContent("#provenance")) ?? "", /one random multiplier/);
  await field(page, "market.model.multiplierSd").fill("0.3");
  await fresh(page);
  assert.notEqual(await headline(page), mixed);
  await field(page, "market.model.multiplierSd").fill("3");
  await page.locator("#problems", { hasText: "at most 2" }).waitFor();
  await page.selectOption('[data-path="market.model.kind"]', "student-t");
  await fresh(page);
  assert.match((await page.textContent("#provenance")) ?? "", /Student/);
  await page.locator('[data-path="simulation.sensitivity"]').check();
  await fresh(page);
  const said = (await page.textContent("#pools")) ?? "";
  assert.match(said, /one standard error lower: [0-9.]+\s?%/);
  assert.match(said, /the model vol-mixture: [0-9.]+\s?%/);
});

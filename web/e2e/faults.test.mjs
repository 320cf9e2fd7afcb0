import assert from "node:assert/strict";
import { test } from "node:test";
import { answered, field, fresh, headline, killWorker, open, useHarness, workerCount } from "./harness.mjs";

const harness = useHarness();

/** @param {import("playwright-core").Page} page */
async function banner(page) {
  await page.waitForSelector("#banner:not([hidden])");
  return (await page.textContent("#banner")) ?? "";
}

test("a .wasm of the wrong type still works", async () => {
  harness.server.setFault("wrong-mime");
  await open(harness);
  assert.match(await headline(harness.page), /%$/);
});

test("HTML served as .wasm is said in words and recovered from", async () => {
  const { page, server } = harness;
  server.setFault("html");
  await page.goto(server.url);
  assert.match(
    await banner(page),
    /did not send WebAssembly for .*\.wasm: it sent text\/html beginning with "<!doctype html>/,
  );
  await field(page, "account.balances[0].amount").fill("12345");
  await page.waitForTimeout(300); // the edit computes, and fails as well
  await banner(page);
  server.setFault("no");
  await page.getByRole("button", { name: "Try again" }).click();
  await answered(page);
  assert.equal(await field(page, "account.balances[0].amount").inputValue(), "12345");
});

test("another build's .wasm is noticed, and the next edit recovers by itself", async () => {
  const { page, server } = harness;
  server.setFault("stale");
  await page.goto(server.url);
  assert.match(await banner(page), /is not the one this page was built with/);
  server.setFault("no");
  await field(page, "account.balances[0].amount").fill("12345");
  await answered(page);
});

test("a missing .wasm is said in words and recovered from", async () => {
  const { page, server } = harness;
  harness.expectComplaint(/404/);
  server.setFault("missing");
  await page.goto(server.url);
  assert.match(await banner(page), /could not be downloaded from .*: HTTP status 404/);
  server.setFault("no");
  await page.getByRole("button", { name: "Try again" }).click();
  await answered(page);
});

test("a worker killed while idle is replaced and the next edit computes", async () => {
  const { page } = harness;
  await open(harness);
  const before = await headline(page);
  await killWorker(page);
  await field(page, "account.balances[0].amount").fill("1000000");
  await fresh(page);
  assert.notEqual(await headline(page), before);
  assert.equal(await workerCount(page), 2);
});

test("a worker that hangs is replaced", async () => {
  const { page } = harness;
  await open(harness);
  const worker = page.workers()[0];
  assert.ok(worker);
  worker
    .evaluate(() => {
      for (;;);
    })
    .catch(() => undefined);
  await field(page, "account.balances[0].amount").fill("1000000");
  await fresh(page);
  assert.equal(await workerCount(page), 2);
});

test("a Go program that has ended is a crash: nothing is lost and a new one computes", async () => {
  const { page } = harness;
  await open(harness);
  const before = await headline(page);
  await page.workers()[0]?.evaluate(() => {
    const { plimsollEngine } = /** @type {any} */ (globalThis);
    plimsollEngine.step = () => {
      throw new Error("Go program has already exited");
    };
  });
  await field(page, "account.balances[0].amount").fill("1000000");
  assert.match(await banner(page), /The engine crashed: Error: Go program has already exited/);
  assert.equal(await headline(page), before);
  await page.getByRole("button", { name: "Try again" }).click();
  await answered(page);
  assert.notEqual(await headline(page), before);
  assert.equal(await field(page, "account.balances[0].amount").inputValue(), "1000000");
});

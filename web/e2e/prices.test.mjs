import assert from "node:assert/strict";
import { test } from "node:test";
import { field, fresh, headline, open, slow, useHarness, workerCount } from "./harness.mjs";

const harness = useHarness();

/**
 * Hourly prices from a date on, invented by a small generator: a file as the page takes it.
 * @param {string} name @param {number} seed @param {{ days?: number, price?: number, size?: number, from?: string }} [options]
 */
function series(name, seed, { days = 200, price = 100, size = 0.008, from = "2024-01-01" } = {}) {
  let state = seed;
  const uniform = () => (state = (state * 16807) % 2147483647) / 2147483647;
  let x = Math.log(price);
  const lines = ["date,open,high,low,close"];
  const begin = Date.parse(from);
  for (let hour = 0; hour < days * 24; hour++) {
    const open = x;
    x += size * (uniform() + uniform() + uniform() + uniform() - 2);
    const bar = [open, Math.max(open, x) + 0.001, Math.min(open, x) - 0.001, x].map((v) => Math.exp(v).toPrecision(10));
    lines.push(`${new Date(begin + hour * 3_600_000).toISOString()},${bar.join(",")}`);
  }
  return { name, mimeType: "text/csv", buffer: Buffer.from(`${lines.join("\n")}\n`) };
}

/** The document as it is kept. @param {import("./harness.mjs").Page} page */
const kept = (page) => page.evaluate(() => JSON.parse(localStorage.getItem("plimsoll.scenario") ?? "null"));

const result = "#prices .take .primary";

test("the first load does not fetch calibration; files give figures, one press takes them, and undo gives all back", async () => {
  const { page, server } = harness;
  await open(harness);
  await field(page, "account.positions[0].size").fill("0.321");
  await fresh(page);
  assert.deepEqual(
    server.requests.filter((path) => /calibrate/.test(path)),
    [],
    "nothing of it before it is asked for",
  );
  assert.equal(await workerCount(page), 1);
  const before = await kept(page);
  const chance = await headline(page);
  await page.getByRole("button", { name: "From price files" }).click();
  await page.setInputFiles("#price-files", [series("BTCUSDT_1h.csv", 11, { price: 60000 }), series("eth.csv", 12)]);
  await page.waitForSelector(result);
  assert.equal(server.requests.filter((path) => /calibrate-.*\.wasm$/.test(path)).length, 1);
  assert.equal(await workerCount(page), 2);
  const said = (await page.textContent("#prices")) ?? "";
  assert.match(said, /BTC\d+\.\d ± \d+\.\d/, "a volatility with its standard error");
  assert.match(said, /2024-07-19, \d+ days old/);
  assert.match(said, /Every pair shares 199 daily returns\. They fit together/);
  assert.deepEqual(await kept(page), before, "nothing is changed before it is taken");

  await page.click(result);
  await fresh(page);
  const after = await kept(page);
  assert.notEqual(await headline(page), chance);
  assert.match(
    (await page.textContent("#notice")) ?? "",
    /Took the figures of BTC and ETH.*Those of SOL are as they were/,
  );
  assert.equal(after.account.positions[0].size, "0.321");
  assert.equal(after.market.volatility.SOL, before.market.volatility.SOL);
  assert.notEqual(after.market.volatility.BTC, before.market.volatility.BTC);
  assert.deepEqual(after.market.prices, before.market.prices, "marks are taken only where it is said");
  const { assets, matrix } = after.market.correlation;
  const [btc, eth, sol] = ["BTC", "ETH", "SOL"].map((coin) => assets.indexOf(coin));
  assert.notEqual(matrix[btc][eth], before.market.correlation.matrix[btc][eth]);
  assert.equal(matrix[btc][eth], matrix[eth][btc]);
  assert.equal(matrix[btc][sol], before.market.correlation.matrix[btc][sol]);
  await page.getByRole("button", { name: "Undo" }).click();
  await fresh(page);
  assert.deepEqual(await kept(page), before);
  assert.equal(await headline(page), chance);
});

test("all coins: the time of the figures, the model's own volatilities, and the closes where they are asked for", async () => {
  const { page } = harness;
  await open(harness);
  await page.getByRole("button", { name: "From price files" }).click();
  await page.setInputFiles("#price-files", [series("BTC.csv", 1), series("ETH.csv", 2), series("SOL.csv", 3)]);
  await page.waitForSelector(result);
  await page.getByLabel("For the price model").selectOption("vol-mixture");
  await page.getByRole("columnheader", { name: "Long run" }).waitFor();
  await page.getByLabel("and the last closes as mark prices").check();
  await page.click(result);
  await fresh(page);
  const { market, notes } = await kept(page);
  assert.equal(market.asOf, "2024-07-19T00:00:00Z");
  assert.deepEqual(market.model, { kind: "vol-mixture", multiplierSd: 1 });
  assert.deepEqual(Object.keys(market.volatilityTerm), ["BTC", "ETH", "SOL"]);
  assert.notEqual(market.prices.BTC, "93576");
  assert.match(notes[0], /^From price files: .*BTC\.csv, ETH\.csv and SOL\.csv, 2023-07-20 to 2024-07-19/);
  assert.equal(await page.getByLabel("Volatility of BTC now, percent a year").count(), 1);
});

test("bad files are named by line and column, and nothing is applied", async () => {
  const { page } = harness;
  await open(harness);
  const before = await kept(page);
  await page.getByRole("button", { name: "From price files" }).click();
  const bad = {
    name: "ETH.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("date,close\n2024-01-01,1\n2024-01-0x,-2\n"),
  };
  await page.setInputFiles("#price-files", [series("BTC.csv", 1), bad]);
  await page.waitForSelector("#prices .refused");
  const said = (await page.textContent("#prices .refused")) ?? "";
  assert.match(said, /Nothing was changed/);
  assert.match(said, /ETH\.csv, line 3, date: needs an ISO 8601 date or time/);
  assert.match(said, /ETH\.csv, line 3, close: needs a positive number, not -2/);
  assert.equal(await page.locator(result).count(), 0);
  await page.getByLabel("Days of history").fill("7");
  await page.getByLabel("Days of history").press("Tab");
  await page.locator("#prices .refused", { hasText: "Days of history: needs a number from 30" }).waitFor();
  await page.getByLabel("Days of history").fill("365");
  await page.getByLabel("Days of history").press("Tab");
  await page.getByRole("button", { name: "Leave ETH.csv out" }).click();
  await page.waitForSelector(result);
  assert.deepEqual(await kept(page), before);
});

test("dropped anywhere, by keyboard, and another name for a coin", async () => {
  const { page } = harness;
  const chooser = page.waitForEvent("filechooser"); // listened for from the start: a key press is faster than its set-up
  await open(harness);
  const { name, buffer } = series("prices-2024.csv", 5);
  const transfer = await page.evaluateHandle(
    ({ name, text }) => {
      const data = new DataTransfer();
      data.items.add(new File([text], name, { type: "text/csv" }));
      return data;
    },
    { name, text: buffer.toString() },
  );
  await page.dispatchEvent("#survival", "dragenter", { dataTransfer: transfer });
  assert.equal(await page.locator("body[data-dropping]").count(), 1);
  await page.dispatchEvent("#survival", "drop", { dataTransfer: transfer });
  await page.waitForSelector("#prices .take");
  assert.equal(await page.locator(result).count(), 0, "2024 is no coin of the portfolio");
  const coin = page.getByLabel("Coin of prices-2024.csv");
  await coin.fill("B T C");
  await coin.press("Tab");
  await page.locator("#prices-form .fault", { hasText: "letters and digits" }).waitFor();
  await coin.fill("BTC");
  await coin.press("Enter");
  await page.waitForSelector(result);
  await page.locator("#prices-close").focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("#prices-card").isVisible(), false);
  assert.equal(await page.evaluate(() => document.activeElement?.id), "from-prices");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "prices-card");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "choose-prices");
  await page.keyboard.press("Enter");
  await (await chooser).setFiles([series("SOL.csv", 6)]);
  await page.getByRole("button", { name: "Use these figures of BTC and SOL" }).waitFor();
});

for (const [fault, says] of /** @type {const} */ ([
  ["wrong-mime", undefined],
  ["html", /did not send WebAssembly for .*calibrate.*\.wasm/],
  ["stale", /is not the one this page was built with/],
])) {
  test(`its program served ${fault}: ${says ? "said, and tried again" : "works"}`, async () => {
    const { page, server } = harness;
    await open(harness);
    server.setFault(fault);
    await page.setInputFiles("#price-files", [series("BTC.csv", 1)]);
    if (says) {
      await page.waitForSelector("#prices .refused", { timeout: slow });
      assert.match((await page.textContent("#prices .refused")) ?? "", says);
      server.setFault("no");
      await page.getByRole("button", { name: "Try again" }).click();
    }
    await page.waitForSelector(result);
  });
}

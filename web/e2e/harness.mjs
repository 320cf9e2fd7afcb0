import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, afterEach, before, beforeEach } from "node:test";
import { collectComplaints, launch } from "./browser.mjs";
import { startServer } from "./server.mjs";

/**
 * @typedef {import("playwright-core").Page} Page
 * @typedef {object} Harness
 * @property {Page} page A new page of a new context, with English numbers.
 * @property {Awaited<ReturnType<typeof startServer>>} server
 * @property {(expected: RegExp) => void} expectComplaint Allows complaints that match; there must be one.
 */

/** Milliseconds that a computation may take on a slow machine. */
export const slow = 60_000;

/**
 * Starts one browser and one server for a test file and a fresh page for each test. A test fails if its page complained.
 * @returns {Harness}
 */
export function useHarness() {
  /** @type {import("playwright-core").Browser} */
  let browser;
  /** @type {string[]} */
  let complaints = [];
  /** @type {RegExp[]} */
  let expected = [];
  const harness = /** @type {Harness} */ ({ expectComplaint: (pattern) => void expected.push(pattern) });

  before(async () => {
    browser = await launch();
    harness.server = await startServer();
  });
  after(async () => {
    await browser?.close();
    await harness.server?.close();
  });
  beforeEach(async () => {
    expected = [];
    harness.server.setFault("no");
    const context = await browser.newContext({
      locale: "en-GB",
      viewport: { width: 1280, height: 900 },
      acceptDownloads: true,
    });
    harness.page = await context.newPage();
    harness.page.setDefaultTimeout(slow);
    await harness.page.addInitScript(recordWorkers);
    complaints = collectComplaints(harness.page);
  });
  afterEach(async () => {
    await harness.page.context().close();
    for (const pattern of expected)
      assert.ok(
        complaints.some((text) => pattern.test(text)),
        `no complaint matched ${pattern}`,
      );
    const unexpected = complaints.filter((text) => !expected.some((pattern) => pattern.test(text)));
    assert.deepEqual(unexpected, [], "the page complained");
  });
  return harness;
}

/** Runs in the page: keeps its workers, so that a test can end one as a browser short of memory would, without an event. */
function recordWorkers() {
  const started = /** @type {Worker[]} */ ([]);
  Object.assign(globalThis, { startedWorkers: started });
  globalThis.Worker = class extends Worker {
    /** @param {string | URL} url @param {WorkerOptions} [options] */
    constructor(url, options) {
      super(url, options);
      started.push(this);
    }
  };
}

/** Ends the newest worker without telling the page. @param {Page} page */
export function killWorker(page) {
  return page.evaluate(() =>
    /** @type {{ startedWorkers: Worker[] }} */ (/** @type {unknown} */ (globalThis)).startedWorkers
      .at(-1)
      ?.terminate(),
  );
}

/** How many workers the page has started so far. @param {Page} page @returns {Promise<number>} */
export function workerCount(page) {
  return page.evaluate(
    () => /** @type {{ startedWorkers: Worker[] }} */ (/** @type {unknown} */ (globalThis)).startedWorkers.length,
  );
}

/** Waits until what is shown belongs to what is entered. @param {Page} page */
export async function fresh(page) {
  await page.waitForTimeout(250); // longer than the pause after the last keystroke
  await page.waitForSelector('body[data-state="fresh"]', { timeout: slow });
}

/** Waits until the headline belongs to what is entered, if only as a first estimate. @param {Page} page */
export async function answered(page) {
  await page.waitForTimeout(250);
  await page.waitForSelector("#answer:not(.earlier)", { timeout: slow });
}

/**
 * Opens the page by a link that holds a preset with few paths, and waits for its answer.
 * @param {Harness} harness
 * @param {string} [preset]
 */
export async function open({ page, server }, preset = "blue-chip-cross") {
  const scenario = JSON.parse(await readFile(new URL(`../../examples/${preset}.json`, import.meta.url), "utf8"));
  scenario.simulation.paths = 1024;
  await page.goto(`${server.url}#scenario=${Buffer.from(JSON.stringify(scenario)).toString("base64url")}`);
  await fresh(page);
}

/** The headline as it is shown. @param {Page} page */
export async function headline(page) {
  return (await page.textContent("#headline")) ?? "";
}

/** The input of a field of the document. @param {Page} page @param {string} path */
export function field(page, path) {
  return page.locator(`[data-path="${path}"]`);
}

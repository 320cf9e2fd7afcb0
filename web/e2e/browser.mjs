import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const candidates = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
];

const args = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Starts the browser of the system: the one CHROMIUM names, else the first that is installed.
 * @returns {Promise<import("playwright-core").Browser>}
 */
export function launch() {
  const executablePath = process.env["CHROMIUM"] || candidates.find((path) => existsSync(path));
  if (!executablePath)
    throw new Error("no Chromium found: install it (apt-get install chromium) or set CHROMIUM to its path");
  return chromium.launch({ executablePath, args });
}

/**
 * Collects everything a healthy page never does: console errors, uncaught exceptions, failed requests.
 * @param {import("playwright-core").Page} page
 * @returns {string[]}
 */
export function collectComplaints(page) {
  /** @type {string[]} */
  const complaints = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`page error: ${error.message}`));
  page.on("requestfailed", (request) =>
    complaints.push(`request failed: ${request.url()} ${request.failure()?.errorText}`),
  );
  page.on("response", (response) => {
    if (response.status() >= 400) complaints.push(`HTTP ${response.status()}: ${response.url()}`);
  });
  return complaints;
}

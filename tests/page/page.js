// A browser with the page in it, served with its own simulator on a port of its own.

import { after, before } from "node:test";
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import { serve } from "../../scripts/serve.mjs";
import { createSimulation } from "../../scripts/simulation.mjs";

export const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const executablePath = process.env.CHROME_PATH || "/usr/bin/chromium";

/** Browsers report every answer of 400 and above, and every broken connection, by themselves. */
const expected = /^Failed to load resource: /;

/**
 * Everything that the tests of one file share; it starts before them and ends after them.
 * @param {{ pace?: number }} [options]
 */
export function useBrowser({ pace = 0.05 } = {}) {
  const shared = {};
  before(async () => {
    if (!existsSync(executablePath)) throw new Error(`no browser at ${executablePath}`);
    shared.simulation = createSimulation({ pace });
    shared.site = await serve({ port: 0, ...shared.simulation });
    shared.browser = await chromium.launch({ executablePath, args: flags });
  });
  after(async () => {
    await shared.browser?.close();
    await shared.site?.close();
  });
  return {
    shared,
    open: (options) => openPage(shared, options),
  };
}

/**
 * The page, loaded anew in a fresh simulated world; `complaints` is what its console said. Without
 * options all tests of a file load it into the same tab, which is much faster.
 */
async function openPage(shared, options) {
  const { site, simulation } = shared;
  simulation.controls.reset();
  const page = options ? await newTab(shared, options) : (shared.page ??= await newTab(shared, {}));
  const said = [];
  page.removeAllListeners();
  page.on("console", (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => said.push(`thrown: ${error.message}`));
  await page.goto(site.address);
  await page.getByText("Simulator", { exact: true }).waitFor();
  const complaints = () =>
    said.filter((text) => /^(error|warning|thrown)/.test(text) && !expected.test(text.slice(7)));
  const close = async () => (options ? page.close() : undefined);
  return { page, said, complaints, controls: simulation.controls, close };
}

async function newTab({ browser }, options) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, ...options });
  page.setDefaultTimeout(10_000);
  return page;
}

/** Sends a message, and waits for its answers unless told otherwise. */
export async function send(page, text, { isAwaited = true } = {}) {
  const before = await page.locator(".turn").count();
  await page.getByLabel("Message").fill(text);
  await page.getByLabel("Message").press("Enter");
  const turn = page.locator(".turn").nth(before);
  await turn.waitFor();
  if (isAwaited) await answered(turn);
  return turn;
}

/** Waits until all answers of a turn are over. */
export const answered = (turn) =>
  turn
    .locator(".answer")
    .first()
    .waitFor()
    .then(() => turn.locator(".answer[aria-busy=true]").first().waitFor({ state: "detached" }));

/** Chooses the organization of the next message. */
export const choose = (page, name) => page.getByRole("radio", { name, exact: true }).check();

/** Shows a view beside the chat. */
export const show = (page, name) =>
  page.getByRole("navigation").getByRole("button", { name }).click();

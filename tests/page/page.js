// A browser with the page in it, served with its own simulator on a port of its own.

import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { at } from "../../scripts/lib/paths.mjs";
import { serve } from "../../scripts/page/serve.mjs";
import { createSimulation } from "../../scripts/page/simulation.mjs";
import { launch } from "../../scripts/browsers/browsers.mjs";
import { complaintsNoted, mountWitness } from "./witness.mjs";

/** Which browser the tests are about. */
export const browserName = process.env.BROWSER || "chromium";

export const is = (...names) => names.includes(browserName);

/** A test that is left out where only the main stories are asked for. */
export const detail = process.env.STORIES === "main" ? test.skip : test;

/** Browsers report every answer of 400 and above, and every broken connection, by themselves. */
const expected = /^Failed to load resource: /;

const wide = { width: 1280, height: 800 };

/**
 * Everything that the tests of one file share; it starts before them and ends after them.
 * @param {{ pace?: number }} [options]
 */
export function useBrowser({ pace = 0.05 } = {}) {
  const shared = {};
  before(async () => {
    const markup = () => readFileSync(at("www/index.html"), "utf8");
    const mount = is("webkit") ? (site) => mountWitness(site, "/", markup) : undefined;
    shared.simulation = createSimulation({ pace });
    shared.site = await serve({ port: 0, mount, ...shared.simulation });
    shared.browser = await launch(browserName);
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
  const said = listen(page);
  await page.setViewportSize(options?.viewport ?? wide);
  const address = options?.address ?? site.address;
  await forget(page, address);
  await page.goto(address);
  if (!options?.address) await connectedTo(page, "Simulator");
  if (options?.colorScheme) await page.evaluate(paint, options.colorScheme);
  const complaints = async () => (is("webkit") ? complaintsNoted(page) : said.filter(isComplaint));
  const close = async () => (options ? page.close() : undefined);
  return { page, said, complaints, controls: simulation.controls, close };
}

/** Takes away what an earlier test has kept; while the page is open, that would not end. */
async function forget(page, address) {
  await page.goto(new URL("icon.svg", address).href);
  await page.evaluate(async () => {
    sessionStorage.clear();
    const request = indexedDB.deleteDatabase("openai-wasm");
    await new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(undefined);
      request.onerror = () => reject(request.error);
    });
  });
}

/** Waits until the page is connected to a server of that name. */
export const connectedTo = (page, name) =>
  page.locator(".connection-name", { hasText: name }).waitFor();

/** Not every browser can be told from outside that it is dark. */
const paint = (scheme) => (document.documentElement.style.colorScheme = scheme);

function listen(page) {
  const said = [];
  page.removeAllListeners();
  page.on("console", (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => said.push(`thrown: ${error.message}`));
  return said;
}

const isComplaint = (text) =>
  /^(error|warning|thrown)/.test(text) && !expected.test(text.slice("error: ".length));

async function newTab({ browser }, { address, ...options }) {
  const page = await browser.newPage({ viewport: wide, ...options });
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

/** Waits for what is bound to come. */
export async function until(holds) {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** Chooses a model from the list. */
export async function chooseModel(page, name) {
  const model = page.getByRole("combobox", { name: "Model", exact: true });
  await model.click();
  await page.getByRole("option", { name, exact: true }).click();
}

/** Shows a view beside the chat. */
export const show = (page, name) =>
  page.getByRole("navigation").getByRole("button", { name }).click();

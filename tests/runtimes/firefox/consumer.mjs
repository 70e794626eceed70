// Firefox ESR without a bundler: the same pages as in Chromium.
import { pathToFileURL } from "node:url";
import { checkUnbundled } from "../unbundled.mjs";

export const source = "chromium";

const executablePath = process.env.FIREFOX_PATH || "/usr/bin/firefox-esr";
const entry = "node_modules/puppeteer-core/lib/puppeteer/puppeteer-core.js";

/** @param {import("../workshop.mjs").Workshop} workshop */
export async function run(workshop) {
  const { default: puppeteer } = await import(pathToFileURL(workshop.file(entry)).href);
  const browser = await puppeteer.launch({ browser: "firefox", executablePath });
  workshop.onClose(() => browser.close());
  const download = await checkUnbundled(workshop, (url) => answersOf(browser, url));
  const version = (await browser.version()).split("/").at(-1);
  return { version, download, note: "page, workers, strict CSP" };
}

async function answersOf(browser, url) {
  const page = await browser.newPage();
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  try {
    await page.goto(url);
    await page.waitForFunction("globalThis.answers !== undefined", { timeout: 20_000 });
    return await page.evaluate("globalThis.answers");
  } catch (error) {
    throw new Error(`${url}: ${error}\n${said.join("\n")}`, { cause: error });
  } finally {
    await page.close();
  }
}

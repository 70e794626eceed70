// Chromium, as Debian has it, and what an app in its page answers.
import { chromium } from "playwright-core";

const executablePath = process.env.CHROME_PATH || "/usr/bin/chromium";

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const launchChromium = () => chromium.launch({ executablePath, args: flags });

/**
 * The answers of an app on a page of its own, or what the page complains of.
 * @param {import("playwright-core").Browser} browser
 * @param {string} url
 */
export async function answersOf(browser, url) {
  const page = await browser.newPage();
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  try {
    await page.goto(url);
    await page.waitForFunction("globalThis.answers", null, { timeout: 20_000 });
    return await page.evaluate("globalThis.answers");
  } catch (error) {
    throw new Error(`${error}\nthe page said:\n${said.join("\n")}`, { cause: error });
  } finally {
    await page.close();
  }
}

// Chromium without a bundler.
import { answersOf, launchChromium } from "../chromium.mjs";
import { checkUnbundled } from "../unbundled.mjs";

/** @param {import("../workshop.mjs").Workshop} workshop */
export async function run(workshop) {
  const browser = await launchChromium();
  workshop.onClose(() => browser.close());
  const download = await checkUnbundled(workshop, (url) => answersOf(browser, url));
  return { version: browser.version(), download, note: "page, workers, strict CSP" };
}

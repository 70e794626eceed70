// Chromium without a bundler.
import { answersOf } from "../../../scripts/browsers/answers.mjs";
import { launch } from "../../../scripts/browsers/browsers.mjs";
import { checkUnbundled } from "../unbundled.mjs";

/** @param {import("../workshop.mjs").Workshop} workshop */
export async function run(workshop) {
  const browser = await launch("chromium");
  workshop.onClose(() => browser.close());
  const download = await checkUnbundled(workshop, (url) => answersOf(browser, url));
  return { version: browser.version(), download, note: "page, workers, strict CSP" };
}

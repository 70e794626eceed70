// Firefox ESR without a bundler: the same pages as in Chromium.
import { answersOf } from "../../../scripts/browsers/answers.mjs";
import { launch } from "../../../scripts/browsers/browsers.mjs";
import { checkUnbundled } from "../unbundled.mjs";

export const source = "chromium";

/** @param {import("../workshop.mjs").Workshop} workshop */
export async function run(workshop) {
  const browser = await launch("firefox");
  workshop.onClose(() => browser.close());
  const download = await checkUnbundled(workshop, (url) => answersOf(browser, url));
  return { version: browser.version(), download, note: "page, workers, strict CSP" };
}

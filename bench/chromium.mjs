// Measures in a page of Chromium, a fresh one for each sample.
import { launch } from "../scripts/browsers/browsers.mjs";
import { bundle } from "./bundle.mjs";
import { COUNTED, WARM_UP } from "./figures.js";

/** What a page does for each kind of figure; `performance.now()` is the only clock it has. */
const programs = {
  cold: () => `
    const { connect } = await import(moduleURL);
    return new Promise((resolve) => {
      const fetch = () => (resolve(performance.now() - begun), new Promise(() => {}));
      connect(fetch).ask();
    });`,
  repeated: (/** @type {string} */ figure) => `
    const { connect, figures } = await import(moduleURL);
    const { work, count } = figures.find(({ name }) => name === "${figure}");
    const run = work(connect);
    const during = async (millis) => {
      const from = performance.now();
      let done = 0;
      for (; performance.now() - from < millis; done += count) await run(count);
      return (1000 * (performance.now() - from)) / done;
    };
    await during(${1000 * WARM_UP});
    return during(${1000 * COUNTED});`,
};

/** @returns {Promise<import("./runtimes.mjs").Runtime>} */
export async function startChromium() {
  const browser = await launch("chromium");
  return {
    title: `Chromium ${browser.version()}, wall time`,
    kinds: Object.keys(programs),
    measure: (figure, client) => inPage(browser, figure, client),
    close: () => browser.close(),
  };
}

/**
 * @param {import("playwright-core").Browser} browser
 * @param {import("./figures.js").Figure} figure
 * @param {string} client
 * @returns {Promise<number>}
 */
async function inPage(browser, { name, kind }, client) {
  const contents = `export { connect } from "./clients/${client}.js"`;
  const more = kind === "cold" ? "" : `; export { figures } from "./figures.js"`;
  const code = new TextDecoder().decode(await bundle(contents + more));
  const page = await browser.newPage();
  try {
    const program = programs[/** @type {keyof typeof programs} */ (kind)](name);
    return await page.evaluate(
      ([code, program]) => {
        const AsyncFunction = (async () => {}).constructor;
        const moduleURL = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
        const run = /** @type {any} */ (AsyncFunction)("moduleURL", "begun", program);
        return run(moduleURL, performance.now());
      },
      [code, program],
    );
  } finally {
    await page.close();
  }
}

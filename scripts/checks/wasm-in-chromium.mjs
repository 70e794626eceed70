// Runs wasm tests in a page of Chromium: the runner of wasm-bindgen serves them, the page tells.
import { launch } from "../browsers/browsers.mjs";
import { serveWith, StepError } from "../lib/run.mjs";
import { testRunner } from "../wasm/tools.mjs";

// For tests that hang.
const LONGEST = 600_000;

/**
 * @param {string} wasm the compiled tests
 * @returns {Promise<string>} what the page says of them
 */
export async function testInPage(wasm) {
  const runner = await serve(wasm);
  const browser = await launch("chromium");
  try {
    const page = await browser.newPage();
    await page.route("**/*", fetchAlone);
    const broken = breakage(page);
    // The tests are a part of what the page loads.
    await page.goto(runner.url, { waitUntil: "commit" });
    const over = page.locator("#output", { hasText: /test result: / });
    await Promise.race([over.waitFor({ timeout: LONGEST }).catch(() => {}), broken]);
    const text = await page.locator("#output").innerText();
    if (/test result: ok/.test(text)) return text;
    throw new StepError(`the tests in ${wasm} did not pass in a page`, { output: text });
  } finally {
    await browser.close();
    await runner.end();
  }
}

/** A module that is missing, and a trap before the first test, leave no result. */
function breakage(page) {
  const isMissing = (response) => response.status() >= 400 && /\.(js|wasm)$/.test(response.url());
  return new Promise((resolve) => {
    page.on("pageerror", resolve);
    page.on("response", (response) => isMissing(response) && resolve(response));
  });
}

/**
 * Gets what a page asks for over a connection of its own: the runner's server has few hands, and a
 * browser that keeps connections open may wait for one of them for good.
 * @param {import("playwright-core").Route} route
 */
async function fetchAlone(route) {
  const response = await fetch(route.request().url(), { headers: { connection: "close" } });
  const headers = { "content-type": response.headers.get("content-type") ?? "text/plain" };
  const body = Buffer.from(await response.arrayBuffer());
  await route.fulfill({ status: response.status, headers, body });
}

/** @param {string} wasm */
async function serve(wasm) {
  const variables = {
    WASM_BINDGEN_USE_BROWSER: "1",
    NO_HEADLESS: "1",
    WASM_BINDGEN_TEST_ADDRESS: "127.0.0.1:0",
  };
  const env = { ...process.env, ...variables };
  const { match, stop } = await serveWith(testRunner, [wasm], { env, ready: /http:\/\/\S+/ });
  return { url: match[0], end: stop };
}

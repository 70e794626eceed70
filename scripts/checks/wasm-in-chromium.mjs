// Runs wasm tests in a page of Chromium: the runner of wasm-bindgen serves them, the page tells.
import { spawn } from "node:child_process";
import { launch } from "../browsers/browsers.mjs";
import { root } from "../lib/paths.mjs";
import { StepError } from "../lib/run.mjs";
import { testRunner } from "../wasm/tools.mjs";

const PATIENCE = 60_000;

/**
 * @param {string} wasm the compiled tests
 * @returns {Promise<string>} what the page says of them
 */
export async function testInPage(wasm) {
  const runner = serve(wasm);
  const browser = await launch("chromium");
  try {
    const page = await browser.newPage();
    await page.route("**/*", fetchAlone);
    // The tests are a part of what the page loads.
    await page.goto(await runner.url, { waitUntil: "commit" });
    const output = page.locator("#output", { hasText: /test result: / });
    await output.waitFor({ timeout: PATIENCE }).catch(() => {});
    const text = await page.locator("#output").innerText();
    if (/test result: ok/.test(text)) return text;
    throw new StepError(`the tests in ${wasm} did not pass in a page`, { output: text });
  } finally {
    await browser.close();
    runner.end();
  }
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
function serve(wasm) {
  const variables = {
    WASM_BINDGEN_USE_BROWSER: "1",
    NO_HEADLESS: "1",
    WASM_BINDGEN_TEST_ADDRESS: "127.0.0.1:0",
  };
  const child = spawn(testRunner, [wasm], { cwd: root, env: { ...process.env, ...variables } });
  return { url: urlOf(child), end: () => child.kill() };
}

/** @param {import("node:child_process").ChildProcess} child */
function urlOf(child) {
  return new Promise((resolve, reject) => {
    let output = "";
    const read = (text) => {
      output += text;
      const [url] = /http:\/\/\S+/.exec(output) ?? [];
      if (url) resolve(url);
    };
    for (const pipe of [child.stdout, child.stderr]) pipe?.setEncoding("utf8").on("data", read);
    const fail = () => reject(new StepError("the runner of the tests ended", { output }));
    child.once("error", fail).once("close", fail);
  });
}

// What a visit may cost: bytes, which are the same everywhere, and shifts, of which there are none.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "../../scripts/browsers/browsers.mjs";
import { bytesIn, figuresOf, sumOf, watchedPage } from "./figures.mjs";
import { send } from "./page.js";
import { serveStaticSite } from "./static.mjs";

/** Of everything that a first visit loads but the module, which has its own budget. */
const most = 75_000;

let site;
let browser;

before(async () => {
  site = await serveStaticSite();
  browser = await launch("chromium");
});

after(async () => {
  await browser?.close();
  site?.close();
});

test("the page with its libraries and the client stays small", () => {
  const bytes = bytesIn(site.folder);
  assert.ok(sumOf(bytes) < most, `${sumOf(bytes)} bytes: ${JSON.stringify(bytes)}`);
});

test("nothing shifts while the page loads, and while it writes 10,000 tokens", async (t) => {
  const page = await watchedPage(browser);
  await page.goto(site.address);
  await page.getByRole("button", { name: "Write 400 tokens" }).waitFor();
  await page.locator(".connection-name", { hasText: "Simulator" }).waitFor();
  const load = await figuresOf(page);
  assert.deepEqual([load.shifts, load.moved], [0, []], "loading");
  const turn = await send(page, "Write 10000 tokens", { isAwaited: false });
  await turn.locator("[data-status=streaming]").waitFor();
  await turn.getByText(/^(\w+ ){400}/).waitFor();
  await page.getByRole("button", { name: "Stop" }).click();
  const written = await figuresOf(page);
  assert.deepEqual([written.shifts, written.moved], [0, []], "writing");
  t.diagnostic(`first paint ${load.paint} ms, largest ${load.largest} ms`);
  t.diagnostic(`longest frame while writing ${written.frame} ms`);
  await page.close();
});

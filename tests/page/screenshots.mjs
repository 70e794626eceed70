// Takes pictures of the page for people to look at: `node tests/page/screenshots.mjs`.

import fs from "node:fs";
import { at } from "../../scripts/lib/paths.mjs";
import { serve } from "../../scripts/page/serve.mjs";
import { createSimulation } from "../../scripts/page/simulation.mjs";
import { answered, browserName, choose, is, send, show } from "./page.js";
import { launch } from "../../scripts/browsers/browsers.mjs";

const folder = at("target", "screenshots", ...(is("chromium") ? [] : [browserName]));
const sizes = { wide: [1440, 900], phone: [360, 740] };

/** Where there is little room, the chat is a view of its own. */
async function toChat(page) {
  const button = page.getByRole("navigation").getByRole("button", { name: "Chat" });
  if (await button.isVisible()) await button.click();
}

/** What is on each picture: steps after those of the one before. */
const stories = {
  empty: async () => {},
  answer: (page) => send(page, "Show me some Markdown with code"),
  refusal: async (page) => {
    await choose(page, "Stranger Labs");
    await send(page, "And now?");
  },
  compare: async (page) => {
    await choose(page, "Personal");
    await page.getByLabel("Compare with").selectOption({ label: "Acme Team" });
    await send(page, "Who won the world series in 2020?");
  },
  organizations: async (page) => {
    await show(page, "Organizations");
    await page.getByRole("button", { name: "Verify all" }).click();
    await page.getByText("No access", { exact: true }).waitFor();
  },
  calls: async (page) => {
    await show(page, "Calls");
    await page.locator(".call summary").first().click();
    await page.getByText("The same in JavaScript").waitFor();
  },
  rust: (page) => page.getByRole("radio", { name: "Rust" }).first().check(),
  routing: async (page) => {
    await toChat(page);
    await page.getByLabel("Compare with").selectOption("");
    await show(page, "Organizations");
    await page.getByRole("radio", { name: "Failover" }).check();
    await page.getByRole("button", { name: "Exhaust" }).first().click();
    await page.getByRole("status").getByText("has no requests").waitFor({ state: "attached" });
    await toChat(page);
    await send(page, "Where was it played?");
    await show(page, "Organizations");
  },
  faults: (page) => show(page, "Faults"),
  waiting: async (page) => {
    await page.getByRole("button", { name: "Try now" }).first().click();
    await page.waitForTimeout(700);
  },
  streaming: async (page) => {
    await toChat(page);
    await answered(page.locator(".turn").last());
    await send(page, "Write 400 tokens", { isAwaited: false });
    await page.waitForTimeout(700);
  },
  connection: (page) => page.getByRole("button", { name: /^Connection/ }).click(),
};

async function picture(browser, address, colorScheme, [size, [width, height]]) {
  const page = await browser.newPage({ colorScheme, viewport: { width, height } });
  await page.goto(address);
  await page.getByText("Simulator", { exact: true }).waitFor();
  page.setDefaultTimeout(8_000);
  for (const [name, story] of Object.entries(stories)) {
    await story(page);
    await page.waitForTimeout(150);
    await page.screenshot({ path: `${folder}/${size}-${colorScheme}-${name}.png` });
  }
  await page.close();
}

fs.mkdirSync(folder, { recursive: true });
const site = await serve({ port: 0, ...createSimulation({ pace: 0.2 }) });
const browser = await launch(browserName);
for (const size of Object.entries(sizes)) {
  for (const scheme of ["light", "dark"]) await picture(browser, site.address, scheme, size);
}
await browser.close();
await site.close();
console.log(`the pictures are in ${folder}`);

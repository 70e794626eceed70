// Takes pictures of the page for people to look at: `node tests/page/screenshots.mjs`.

import fs from "node:fs";
import { at } from "../../scripts/lib/paths.mjs";
import { serve } from "../../scripts/page/serve.mjs";
import { createSimulation } from "../../scripts/page/simulation.mjs";
import { answered, browserName, choose, connectedTo, is, send, show } from "./page.js";
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
  exhausted: async (page) => {
    await toChat(page);
    await page.getByLabel("Compare with").selectOption("");
    await show(page, "Organizations");
    await page.getByRole("button", { name: "Exhaust" }).first().click();
    await toChat(page);
    await send(page, "Where was it played?", { isAwaited: false });
    await page.getByText(/trying again in/).waitFor();
  },
  routing: async (page) => {
    await page.getByRole("button", { name: "Ask Acme Team now" }).click();
    await answered(page.locator(".turn").last());
    await show(page, "Organizations");
    await page.getByRole("radio", { name: "Failover", exact: true }).check();
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
  options: (page) => page.getByText("Options", { exact: true }).click(),
  chats: (page) => page.getByRole("button", { name: "Chats", exact: true }).click(),
  connection: async (page) => {
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /^Connection/ }).click();
    await page.getByRole("button", { name: "Ollama" }).click();
  },
};

/** How the page is looked at; the driver of WebKit knows no forced colours. */
const modes = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  ...(is("chromium") ? { forced: { colorScheme: "light", forcedColors: "active" } } : {}),
};

async function picture(browser, address, [mode, options], [size, [width, height]]) {
  const page = await browser.newPage({ ...options, viewport: { width, height } });
  await page.goto(address);
  await connectedTo(page, "Simulator");
  page.setDefaultTimeout(8_000);
  for (const [name, story] of Object.entries(stories)) {
    await story(page);
    await page.waitForTimeout(150);
    await page.screenshot({ path: `${folder}/${size}-${mode}-${name}.png` });
  }
  await page.close();
}

fs.mkdirSync(folder, { recursive: true });
const simulation = createSimulation({ pace: 0.2 });
const site = await serve({ port: 0, ...simulation });
const browser = await launch(browserName);
for (const size of Object.entries(sizes)) {
  for (const mode of Object.entries(modes)) {
    // What was exhausted for one picture is not to be so on the next.
    simulation.controls.reset();
    await picture(browser, site.address, mode, size);
  }
}
await browser.close();
await site.close();
console.log(`the pictures are in ${folder}`);

// For everybody: keyboard, screen reader, small screen, light and dark.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test as story } from "node:test";
import { choose, detail, send, show, useBrowser } from "./page.js";

const { open } = useBrowser();

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

async function violationsOf(page, rules) {
  await page.evaluate(`(() => {${axe}
})()`);
  const options = { resultTypes: ["violations"], ...(rules && { runOnly: rules }) };
  const { violations } = await page.evaluate((wish) => globalThis.axe.run(wish), options);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

/** In the dark only the colours differ. */
const schemes = { light: undefined, dark: ["color-contrast"] };

for (const [colorScheme, rules] of Object.entries(schemes)) {
  const test = rules ? detail : story;
  test(`axe finds nothing wrong in any view, ${colorScheme}`, async () => {
    const { page, close } = await open({ colorScheme });
    assert.deepEqual(await violationsOf(page, rules), [], "empty");
    await send(page, "Show me some Markdown with code");
    await choose(page, "Stranger Labs");
    await send(page, "and now?");
    await page.getByRole("button", { name: "Verify all" }).click();
    await page.getByText("No access", { exact: true }).waitFor();
    await page.getByText("Options", { exact: true }).click();
    assert.deepEqual(await violationsOf(page, rules), [], "chat");
    await page.getByRole("button", { name: "Inspect" }).last().click();
    assert.deepEqual(await violationsOf(page, rules), [], "calls");
    await show(page, "Faults");
    assert.deepEqual(await violationsOf(page, rules), [], "faults");
    await page.getByRole("button", { name: /^Connection/ }).click();
    assert.deepEqual(await violationsOf(page, rules), [], "connection");
    await close();
  });
}

story("nothing scrolls sideways at 360 pixels", async () => {
  const { page, complaints, close } = await open({ viewport: { width: 360, height: 740 } });
  const overflow = () =>
    page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
  await send(page, "Show me some Markdown with code");
  await choose(page, "Stranger Labs");
  await send(page, `and now? ${"long".repeat(60)}`);
  for (const name of ["Chat", "Organizations", "Calls", "Faults"]) {
    await show(page, name);
    if (name === "Calls") await page.locator(".call summary").first().click();
    await page.waitForTimeout(50);
    assert.equal(await overflow(), 0, name);
  }
  assert.deepEqual(await complaints(), []);
  await close();
});

story("the keyboard alone is enough to switch, send, stop and inspect", async () => {
  const { page, close } = await open();
  const { keyboard } = page;
  const focused = () =>
    page.evaluate(() => document.activeElement.value || document.activeElement.textContent);
  // Firefox makes no click of a key that its driver presses.
  const isDriven = process.env.BROWSER === "firefox";
  const activate = () =>
    isDriven ? page.evaluate(() => document.activeElement.click()) : keyboard.press("Enter");
  const tabTo = async (wanted) => {
    for (let i = 0; i < 40; i++) {
      await keyboard.press("Tab");
      if ((await focused()) === wanted) return;
    }
    assert.fail(`${wanted} is not reached by Tab`);
  };
  await tabTo("org-personal");
  await keyboard.press("ArrowRight");
  assert.equal(await focused(), "org-team");
  await keyboard.press("Tab");
  await keyboard.type("Write 12000 tokens");
  await keyboard.press("Enter");
  await page.locator(".answer[data-status=streaming]").waitFor();
  await tabTo("Stop");
  await activate();
  await page.locator(".answer[data-status=stopped]").waitFor();
  assert.equal(await page.locator(".answer .chip").innerText(), "Acme Team");
  await keyboard.press("Shift+Tab");
  await page.getByRole("button", { name: "Inspect" }).focus();
  await activate();
  await page.getByText("The same in JavaScript").waitFor();
  await close();
});

story("screen readers hear an answer once it is finished", async () => {
  const { page, close } = await open();
  const status = page.locator(".announcer");
  assert.equal(await status.getAttribute("aria-live"), "polite");
  await send(page, "Who won the world series in 2020?");
  await status.getByText("Personal: The Los Angeles Dodgers won").waitFor();
  await close();
});

story("what stands above does not move while an answer is written", async () => {
  const { page, close } = await open();
  await send(page, "first");
  const composer = page.locator(".entry");
  const before = await composer.boundingBox();
  const turn = await send(page, "Write 150 tokens", { isAwaited: false });
  await turn.locator("[data-status=streaming]").waitFor();
  assert.deepEqual(await composer.boundingBox(), before);
  await turn.locator("[data-status=done]").waitFor();
  assert.deepEqual(await composer.boundingBox(), before);
  await close();
});

// Exhaust: what a person sees when an organization has no room, and what they can do.

import assert from "node:assert/strict";
import { test } from "node:test";
import { answered, detail, send, useBrowser } from "./page.js";

const { open } = useBrowser();

const personal = (page) =>
  page
    .locator(".organizations .card")
    .filter({ has: page.locator("code", { hasText: "org-personal" }) });

const pill = (page) => page.locator(".choice", { hasText: "Personal" });

async function exhaust(page) {
  await personal(page).getByRole("button", { name: "Exhaust" }).click();
  await page.locator(".notice", { hasText: "Personal has no requests" }).waitFor();
}

test("to exhaust an organization shows at once: gauge, pill, card and notice", async () => {
  const { page, complaints, close } = await open();
  await exhaust(page);
  const meter = personal(page).getByRole("meter", { name: "Requests left" });
  assert.equal(await meter.getAttribute("aria-valuenow"), "0");
  await personal(page)
    .getByText(/^No room for \d+ s$/)
    .waitFor();
  await pill(page)
    .getByText(/^\d+ s$/)
    .waitFor();
  await personal(page).getByRole("button", { name: "Restore" }).click();
  await page.locator(".notice", { hasText: "has its limits back" }).waitFor();
  await pill(page)
    .getByText(/^\d+ s$/)
    .waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "Dismiss" }).click();
  await page.locator(".notice").waitFor({ state: "hidden" });
  assert.deepEqual(await complaints(), []);
  await close();
});

test("while a call waits, it counts down beside a way to another organization", async () => {
  const { page, controls, close } = await open();
  await exhaust(page);
  const turn = await send(page, "Who won the world series in 2020?", { isAwaited: false });
  await turn.getByText(/No room at the moment: trying again in \d+ s/).waitFor();
  await page.locator(".timeline .piece[data-kind=wait]").waitFor();
  await turn.getByRole("button", { name: "Ask Acme Team now" }).click();
  await answered(turn);
  assert.match(await turn.locator(".answer > .markdown").innerText(), /Dodgers/);
  assert.equal(await turn.locator(".chip").innerText(), "Acme Team");
  assert.equal(controls.journal.entries.at(-1).organization, "org-team");
  await close();
});

test("routing says whom it asks first, and takes an exception", async () => {
  const { page, controls, close } = await open();
  await page.getByRole("radio", { name: "Failover", exact: true }).check();
  const routed = page.getByRole("radio", { name: "Routed: failover, Personal first" });
  assert.equal(await routed.evaluate(({ checked }) => checked), true);
  await page.getByRole("radio", { name: "Acme Team", exact: true }).check();
  await send(page, "an exception");
  assert.equal(controls.journal.entries.at(-1).organization, "org-team");
  await routed.check();
  await send(page, "as routed");
  assert.equal(controls.journal.entries.at(-1).organization, "org-personal");
  await close();
});

detail("an organization that was refused is not offered again", async () => {
  const { page, close } = await open();
  await page.getByRole("radio", { name: "Stranger Labs" }).check();
  const turn = await send(page, "hello");
  const ways = turn.locator(".failure .ways button");
  assert.deepEqual(await ways.allInnerTexts(), [
    "Ask Personal instead",
    "Ask Acme Team instead",
    "Send without organization",
  ]);
  await page.getByRole("button", { name: "Faults" }).click();
  await page.getByRole("radio", { name: "Personal", exact: true }).check();
  await page.getByRole("button", { name: "Try now" }).nth(1).click();
  const next = page.locator(".turn").nth(1);
  await next.locator(".failure").waitFor();
  assert.doesNotMatch(await next.locator(".failure .ways").innerText(), /Stranger/);
  await close();
});

detail("above five organizations, a menu takes the place of the pills", async () => {
  const { page, close } = await open({ viewport: { width: 360, height: 740 } });
  await page.getByRole("navigation").getByRole("button", { name: "Organizations" }).click();
  for (let number = 0; number < 8; number++) {
    await page.getByLabel("Organization id").fill(`org-more-${number}`);
    await page.getByRole("button", { name: "Add", exact: true }).click();
  }
  await page.getByRole("navigation").getByRole("button", { name: "Chat" }).click();
  await page.getByLabel("Organization", { exact: true }).selectOption({ label: "Acme Team" });
  const { height } = await page.locator(".composer").boundingBox();
  assert.ok(height < 200, `the composer takes ${height} of 740 pixels`);
  await close();
});

detail("two models are compared, with a verdict and what differs", async () => {
  const { page, close } = await open();
  await page.getByLabel("Compare with").selectOption("model");
  const other = page.getByRole("combobox", { name: "Other model" });
  await other.fill("gpt-4o-mini");
  await other.press("Enter");
  const turn = await send(page, "Write 5 tokens");
  await turn.getByText(/was faster by .*; tokens out: .*gpt-4o-mini/).waitFor();
  assert.deepEqual(await turn.locator(".answer-model").allInnerTexts(), ["gpt-4o", "gpt-4o-mini"]);
  await close();
});

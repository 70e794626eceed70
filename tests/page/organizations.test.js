// The organizations: verified, measured, added, and chosen by routing.

import assert from "node:assert/strict";
import { test } from "node:test";
import { answered, chooseModel, detail, send, show, until, useBrowser } from "./page.js";

const { open } = useBrowser();

const card = (page, name) =>
  page.locator(".organizations .card").filter({ has: page.locator(`code`, { hasText: name }) });

test("verifies what the key may use, and says what helps where it may not", async () => {
  const { page, complaints, close } = await open();
  await page.getByRole("button", { name: "Verify all" }).click();
  await card(page, "org-stranger").getByText("No access", { exact: true }).waitFor();
  const texts = {
    "org-personal": /10 models · default of the key/,
    "org-team": /11 models · known there as acme-team/,
    "org-stranger": /ask an owner of the organization to invite the account/,
  };
  for (const [id, text] of Object.entries(texts)) {
    assert.match(await card(page, id).innerText(), text, id);
  }
  assert.deepEqual(await complaints(), []);
  await close();
});

test("shows what is left, where the figure comes from, and that it refills", async () => {
  const { page, controls, close } = await open();
  controls.setLimits("org-personal", { requests: 60, tokens: 3_000 });
  const personal = card(page, "org-personal");
  assert.match(await personal.innerText(), /Known after the first answer/);
  await chooseModel(page, "gpt-4o-mini");
  await send(page, "Write 300 tokens");
  await personal.getByText("from the headers of an answer").first().waitFor();
  const tokens = personal.getByRole("meter", { name: "Tokens left" });
  assert.match(await tokens.getAttribute("aria-valuetext"), /^2,[67]\d\d of 3,000$/);
  assert.match(await personal.innerText(), /full in \d/);
  assert.match(await personal.innerText(), /1 request · \d+ tokens in · 300 out · gpt-4o-mini/);
  const shares = () =>
    personal
      .locator(".gauge-refilled")
      .nth(1)
      .evaluate((it) => it.style.getPropertyValue("--share"));
  const before = Number(await shares());
  await until(async () => Number(await shares()) > before);
  await close();
});

test("adds an organization, names it, and says what is wrong with an id", async () => {
  const { page, close } = await open();
  const add = page.locator(".adder");
  const problems = [
    ["", /Type the id/],
    ["org team", /no spaces/],
    ["org-team", /already in the list/],
  ];
  for (const [id, problem] of problems) {
    await add.getByLabel("Organization id").fill(id);
    await add.getByRole("button", { name: "Add" }).click();
    assert.match(await add.getByRole("alert").innerText(), problem, id);
  }
  await add.getByLabel("Organization id").fill("org-broke");
  await add.getByLabel("Name").fill("Broke");
  await add.getByRole("button", { name: "Add" }).click();
  await card(page, "org-broke").getByText("No access", { exact: true }).waitFor();
  await page.getByRole("radio", { name: "Broke" }).waitFor();
  await card(page, "org-broke").getByRole("button", { name: "Remove" }).click();
  await page.getByRole("radio", { name: "Broke" }).waitFor({ state: "detached" });
  await close();
});

test("moves to the next organization when one is exhausted, and shows the move", async () => {
  const { page, controls, complaints, close } = await open();
  await page.getByRole("radio", { name: "Failover", exact: true }).check();
  const first = await send(page, "first");
  assert.equal(await first.locator(".chip").innerText(), "Personal");
  await card(page, "org-personal").getByRole("button", { name: "Exhaust" }).click();
  await page.locator(".notice").getByText("Personal has no requests").waitFor();
  const second = await send(page, "second");
  assert.equal(await second.locator(".chip").innerText(), "Acme Team");
  assert.match(await second.locator(".status").innerText(), /moved here from Personal/);
  assert.equal(controls.journal.entries.at(-1).organization, "org-team");
  const timeline = page.locator(".timeline");
  await timeline.getByRole("button", { name: /^Personal: .*, failed/ }).waitFor();
  assert.deepEqual(await timeline.locator(".lane-name").allInnerTexts(), ["Personal", "Acme Team"]);
  assert.equal(await timeline.locator(".jump").count(), 1);
  assert.deepEqual(await complaints(), []);
  await close();
});

detail("routing leaves out where the key was found to have no access", async () => {
  const { page, controls, close } = await open();
  await page.getByRole("radio", { name: "Failover", exact: true }).check();
  for (const id of ["org-personal", "org-team"])
    await card(page, id).getByRole("button", { name: "Remove" }).click();
  const refused = await send(page, "first");
  assert.match(await refused.locator(".failure").innerText(), /no access to Stranger Labs/);
  await page.getByRole("button", { name: "Verify all" }).click();
  await card(page, "org-stranger").getByText("No access", { exact: true }).waitFor();
  await answered(await send(page, "second"));
  assert.equal(controls.journal.entries.at(-1).organization, null);
  await close();
});

detail("headroom sends to the organization with the most room left", async () => {
  const { page, controls, close } = await open();
  controls.setLimits("org-personal", { requests: 60, tokens: 2_000 });
  await send(page, "Write 300 tokens");
  await page.getByRole("radio", { name: "Headroom" }).check();
  await send(page, "who has room?");
  assert.equal(controls.journal.entries.at(-1).organization, "org-team");
  await close();
});

test("the inspector shows scope, attempts, headers and the code of a call", async () => {
  const { page, close } = await open();
  const turn = await send(page, "inspect me");
  await turn.getByRole("button", { name: "Inspect" }).click();
  const call = page.locator(".calls .call").first();
  await call.getByText("The same in JavaScript").waitFor();
  const text = await call.innerText();
  for (const part of [
    /came from\s+client\.organization = …/,
    /served by\s+user-personal/,
    /authorization\s+\*\*\*/,
    /openai-organization\s+org-personal/,
    /x-ratelimit-remaining-requests\s+\d+/,
  ]) {
    assert.match(text, part);
  }
  for (const [language, part] of [
    ["JavaScript", /organization: "org-personal",[^]*client\.chat\.completions\.create\(\{/],
    ["Rust", /\.organization\("org-personal"\)[^]*\("chat\.completions\.create", &body\)/],
    ["curl", /-H 'OpenAI-Organization: org-personal'/],
  ]) {
    await call.getByRole("radio", { name: language, exact: true }).check();
    await call.getByText(`The same in ${language}`).waitFor();
    assert.match(await call.locator("pre").first().innerText(), part, language);
  }
  await close();
});

detail("the inspector explains a failure", async () => {
  const { page, close } = await open();
  await page.getByRole("radio", { name: "Stranger Labs" }).check();
  const turn = await send(page, "inspect me");
  await turn.getByRole("button", { name: "Inspect" }).click();
  const call = page.locator(".calls .call").first();
  await call.getByText("What went wrong").waitFor();
  assert.match(await call.innerText(), /kind\s+invalid_organization\s+concerns\s+organization/);
  await show(page, "Organizations");
  await page.getByRole("button", { name: "Verify all" }).waitFor();
  await close();
});

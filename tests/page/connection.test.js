// Any server and any key: tested before they are used, and what can be known of them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { serve } from "../../scripts/page/serve.mjs";
import { connect } from "./connecting.js";
import { connectedTo, detail, send, until, useBrowser } from "./page.js";
import manyModels from "./servers/many-models.mjs";
import noList from "./servers/no-list.mjs";
import webPage from "./servers/page.mjs";
import { startStrange } from "./servers/serve.mjs";
import slowList, { letGo } from "./servers/slow-list.mjs";

const { open, shared } = useBrowser();

/** The simulator under a name of another origin. */
const elsewhere = () => `${shared.site.address.replace("127.0.0.1", "localhost")}/v1`;

test("talks to a server of another origin, and says what cannot be known there", async () => {
  const { page, controls, close } = await open();
  await connect(page, { baseURL: elsewhere(), apiKey: "sk-simulator" });
  assert.equal(await page.locator(".organizations .card").count(), 0, "none of the simulator's");
  const turn = await send(page, "Who won the world series in 2020?");
  assert.match(await turn.locator(".answer > .markdown").innerText(), /Dodgers/);
  assert.equal(controls.journal.entries.at(-1).organization, null);
  await page.getByLabel("Organization id").fill("org-team");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByText(/hide their limits from pages/).waitFor();
  await turn.getByRole("button", { name: "Inspect" }).click();
  await page.getByText(/the server hides those headers from pages/).waitFor();
  assert.equal(await page.getByRole("button", { name: "Faults" }).isVisible(), false);
  await close();
});

test("what was added to a server belongs to it, and the way back to the simulator is short", async () => {
  const { page, close } = await open();
  await connect(page, { baseURL: elsewhere(), apiKey: "sk-simulator" });
  await page.getByLabel("Organization id").fill("org-broke");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("radio", { name: "org-broke" }).waitFor();
  await page.getByRole("button", { name: /^Connection/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Simulator" }).click();
  await page.getByRole("radio", { name: "Personal" }).waitFor();
  assert.equal(await page.getByRole("radio", { name: "org-broke" }).count(), 0);
  await connect(page, { baseURL: elsewhere(), apiKey: "sk-simulator" });
  await page.getByRole("radio", { name: "org-broke" }).waitFor();
  assert.equal(await page.getByRole("radio", { name: "Personal" }).count(), 0);
  await close();
});

const alertOf = (dialog, text) => dialog.getByRole("alert").filter({ hasText: text }).waitFor();

detail("what cannot work is found by the test, and the dialog says why", async () => {
  const { page, close } = await open();
  const cases = [
    [{ apiKey: "sk-wrong-key-1234" }, /✗ 401: the server does not take this key.*user key …1234/],
    [{ baseURL: "ftp://example.com/v1" }, /begins with https:\/\/ or http:\/\//],
    [{ baseURL: "http://someone:secret@127.0.0.1:9/v1" }, /a name or a password in it/],
    [{ baseURL: "http://127.0.0.1:9/v1", apiKey: "sk-any" }, /No answer that this page may read/],
    [{ apiKey: "sk-ünusable" }, /apiKey/],
  ];
  for (const [wish, problem] of cases) {
    const dialog = await connect(page, wish, { isAccepted: false });
    await alertOf(dialog, problem);
    assert.doesNotMatch(await dialog.innerText(), /ünusable|secret/);
    await dialog.getByRole("button", { name: "Cancel", exact: true }).click();
  }
  await close();
});

test("an address under which no API is gets the right one offered", async () => {
  const { page, close } = await open();
  const server = await startStrange(webPage, { prefix: "" });
  const dialog = await connect(
    page,
    { baseURL: server.origin, apiKey: "sk-any" },
    { isAccepted: false },
  );
  await alertOf(dialog, `did you mean ${server.origin}/v1?`);
  await dialog.getByRole("button", { name: "Use it" }).click();
  await dialog.waitFor({ state: "hidden" });
  assert.equal(server.calls.at(-1).headers.authorization, "Bearer sk-any", "the key goes along");
  await close();
  server.close();
});

detail(
  "an address of an endpoint, as it is copied from an example, is cut to the base",
  async () => {
    const { page, close } = await open();
    const baseURL = `${elsewhere()}/chat/completions`;
    await connect(page, { baseURL, apiKey: "sk-simulator" });
    await page.getByRole("button", { name: /^Connection/ }).click();
    const base = page.getByRole("dialog").getByLabel("Base URL");
    await until(async () => (await base.inputValue()) === elsewhere());
    await close();
  },
);

detail("a server without a list of models takes one that is typed", async () => {
  const { page, close } = await open();
  const server = await startStrange(noList);
  await connect(page, { baseURL: server.baseURL, apiKey: "sk-any" }, { isAnyway: true });
  const model = page.getByRole("combobox", { name: "Model", exact: true });
  await model.fill("my-own");
  await model.press("Enter");
  const turn = await send(page, "hello");
  assert.match(await turn.locator(".answer > .markdown").innerText(), /I am my-own\./);
  await close();
  server.close();
});

test("400 models are searched, and those that cannot chat are not offered", async () => {
  const { page, close } = await open();
  const server = await startStrange(manyModels);
  await connect(page, { baseURL: server.baseURL, apiKey: "sk-any" });
  const model = page.getByRole("combobox", { name: "Model", exact: true });
  await model.click();
  await page.getByText("300 more: type to find them").waitFor();
  assert.equal(await page.getByRole("option", { name: "text-embedding-3-large" }).count(), 0);
  await model.fill("model 399");
  await page.getByRole("option", { name: "vendor/model-399" }).waitFor();
  await model.press("ArrowDown");
  await model.press("Enter");
  assert.equal(await model.inputValue(), "vendor/model-399");
  await close();
  server.close();
});

detail("a list of models that comes too late does not replace another server's", async () => {
  const { page, close } = await open();
  const server = await startStrange(slowList);
  const dialog = await connect(
    page,
    { baseURL: server.baseURL, apiKey: "sk-any" },
    { isAccepted: false },
  );
  await dialog.getByRole("button", { name: "Testing…" }).waitFor();
  await dialog.getByRole("button", { name: "Simulator" }).click();
  await dialog.waitFor({ state: "hidden" });
  letGo();
  await connectedTo(page, "Simulator");
  await page.getByRole("combobox", { name: "Model", exact: true }).click();
  await page.getByRole("option", { name: "gpt-4o", exact: true }).waitFor();
  assert.equal(await page.getByRole("option", { name: "late-model" }).count(), 0);
  await close();
  server.close();
});

detail("asks for a server first where none is known", async () => {
  const mount = (host) => host.get("/config.json", (c) => c.notFound());
  const files = await serve({ port: 0, ...shared.simulation, mount });
  const { page, close } = await open({ address: files.address });
  const dialog = page.getByRole("dialog", { name: "Connection" });
  await dialog.waitFor();
  assert.equal(await dialog.getByLabel("Base URL").inputValue(), "https://api.openai.com/v1");
  await dialog.getByRole("button", { name: "Ollama" }).click();
  assert.equal(await dialog.getByLabel("Base URL").inputValue(), "http://localhost:11434/v1");
  await dialog.getByText(`OLLAMA_ORIGINS=${files.address} ollama serve`).waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  assert.deepEqual(await page.getByRole("radio", { name: "Default" }).count(), 1);
  await close();
  await files.close();
});

detail("says why where its module cannot be loaded", async () => {
  const mount = (host) => host.get("/openai-wasm/openai_wasm_bg.wasm", (c) => c.text("", 404));
  const files = await serve({ port: 0, ...shared.simulation, mount });
  const { page, close } = await open({ address: files.address });
  await page.getByRole("alert").filter({ hasText: "answered 404" }).waitFor();
  await close();
  await files.close();
});

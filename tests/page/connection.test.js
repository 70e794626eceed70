// Any server and any key, and what can be known of a server that hides its headers.

import assert from "node:assert/strict";
import { test } from "node:test";
import { serve } from "../../scripts/page/serve.mjs";
import { detail, send, useBrowser } from "./page.js";

const { open, shared } = useBrowser();

async function connect(page, { baseURL, apiKey, model }, { isAccepted = true } = {}) {
  await page.getByRole("button", { name: /^Connection/ }).click();
  const dialog = page.getByRole("dialog", { name: "Connection" });
  if (baseURL) await dialog.getByLabel("Base URL").fill(baseURL);
  if (apiKey) await dialog.getByLabel("API key").fill(apiKey);
  if (model) await dialog.getByLabel("Model").fill(model);
  await dialog.getByRole("button", { name: "Connect", exact: true }).click();
  // Until it is closed, nothing behind it takes a key.
  if (isAccepted) await dialog.waitFor({ state: "hidden" });
}

test("talks to a server of another origin, and says what cannot be known there", async () => {
  const { page, close } = await open();
  const baseURL = `${shared.site.address.replace("127.0.0.1", "localhost")}/v1`;
  await connect(page, { baseURL, apiKey: "sk-simulator", model: "gpt-4o" });
  const turn = await send(page, "Who won the world series in 2020?");
  assert.match(await turn.locator(".markdown").innerText(), /Dodgers/);
  const text = await page.locator(".organizations .card").first().innerText();
  assert.match(text, /hides/);
  await turn.getByRole("button", { name: "Inspect" }).click();
  await page.getByText(/the server hides those headers from pages/).waitFor();
  assert.equal(await page.getByRole("button", { name: "Faults" }).isVisible(), false);
  await close();
});

detail("a wrong key is called that", async () => {
  const { page, close } = await open();
  await connect(page, { apiKey: "sk-wrong-key-1234" });
  const turn = await send(page, "hello");
  const failure = await turn.locator(".failure").innerText();
  assert.match(failure, /The server does not know this key/);
  assert.match(failure, /user key …1234/);
  await close();
});

detail("a key or an address that cannot be used keeps the dialog open and says why", async () => {
  const { page, close } = await open();
  const cases = [
    [{ apiKey: "sk-ünusable" }, /apiKey/],
    [{ baseURL: "ftp://example.com/v1" }, /baseURL/],
  ];
  for (const [wish, problem] of cases) {
    await connect(page, wish, { isAccepted: false });
    const alert = page.getByRole("dialog").getByRole("alert");
    await alert.filter({ hasText: problem }).waitFor();
    assert.doesNotMatch(await alert.innerText(), /ünusable/);
    await page.getByRole("button", { name: "Cancel", exact: true }).click();
  }
  await close();
});

detail("says that nobody answers where nobody listens", async () => {
  const { page, close } = await open();
  await connect(page, { baseURL: "http://127.0.0.1:9/v1", apiKey: "sk-any", model: "any" });
  const turn = await send(page, "hello");
  assert.match(await turn.locator(".failure").innerText(), /The browser could not read an answer/);
  await close();
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

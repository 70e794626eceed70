// Nothing that was typed or said is lost: chats are kept, listed, and moved.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { answered, connectedTo, detail, is, send, useBrowser } from "./page.js";

const { open, shared } = useBrowser();

const prompts = (page) => page.locator(".prompt-text").allInnerTexts();

/** Waits until what is in the page is kept as well. */
const kept = (page, text) =>
  page.evaluate(async (wanted) => {
    const db = await new Promise((resolve) => {
      indexedDB.open("openai-wasm").onsuccess = ({ target }) => resolve(target.result);
    });
    const all = () =>
      new Promise((resolve) => {
        db.transaction("chats").objectStore("chats").getAll().onsuccess = ({ target }) =>
          resolve(JSON.stringify(target.result));
      });
    while (!(await all()).includes(wanted)) await new Promise((done) => setTimeout(done, 20));
    db.close();
  }, text);

async function reload(page) {
  await page.reload();
  await connectedTo(page, "Simulator");
}

test("a reload goes on with the chat, and with what was being typed", async () => {
  const { page, close } = await open();
  await send(page, "Who won the world series in 2020?");
  await page.getByLabel("Message").fill("half a thou");
  await kept(page, "half a thou");
  await reload(page);
  assert.deepEqual(await prompts(page), ["Who won the world series in 2020?"]);
  await page.locator(".answer > .markdown", { hasText: "Dodgers" }).waitFor();
  assert.match(await page.locator(".figures").innerText(), /tokens/);
  assert.equal(await page.getByLabel("Message").inputValue(), "half a thou");
  const next = await send(page, "Where was it played?");
  assert.match(await next.locator(".answer > .markdown").innerText(), /Globe Life Field/);
  await close();
});

test("an answer that was being written when the page went away keeps what had come", async () => {
  const { page, close } = await open();
  const turn = await send(page, "Write 3000 tokens", { isAwaited: false });
  await turn.locator("[data-status=streaming] .markdown p").waitFor();
  await kept(page, "river small light");
  await reload(page);
  await page.locator(".answer[data-status=stopped] .markdown p").waitFor();
  await page.getByRole("button", { name: "Continue" }).waitFor();
  await close();
});

test("a new chat leaves the old one in the list, which finds, opens and deletes it", async () => {
  const { page, close } = await open();
  await send(page, "the first chat");
  await page.getByRole("button", { name: "New chat" }).click();
  await page.locator(".turn").waitFor({ state: "detached" });
  await send(page, "the second chat");
  await kept(page, "the second chat");
  await page.getByRole("button", { name: "Chats", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Chats" });
  await dialog.getByLabel("Search chats").fill("first");
  assert.equal(await dialog.locator("li").count(), 1);
  await dialog.getByRole("button", { name: /^the first chat/ }).click();
  await dialog.waitFor({ state: "hidden" });
  await page.locator(".prompt-text", { hasText: "the first chat" }).waitFor();
  await page.getByRole("button", { name: "Chats", exact: true }).click();
  await dialog.getByLabel("Search chats").fill("");
  await dialog.getByRole("button", { name: "Delete the second chat" }).click();
  await dialog.getByRole("button", { name: "Really delete the second chat" }).click();
  await dialog.getByText("the second chat").waitFor({ state: "detached" });
  await close();
});

detail("chats are exported to a file, and imported from it", async () => {
  // The drivers of the others tell of no downloads.
  if (!is("chromium")) return;
  const { page, close } = await open();
  await send(page, "carry me over");
  await page.getByRole("button", { name: "Chats", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Chats" });
  const offered = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Export" }).click();
  const text = readFileSync(await (await offered).path(), "utf8");
  assert.match(text, /carry me over/);
  await dialog.getByRole("button", { name: "Delete carry me over" }).click();
  await dialog.getByRole("button", { name: "Really delete carry me over" }).click();
  await dialog.getByText("Nothing has been kept yet.").waitFor();
  const file = (name, content) => ({
    name,
    mimeType: "application/json",
    buffer: Buffer.from(content),
  });
  const input = dialog.getByLabel("Import", { exact: true });
  await input.setInputFiles(file("other.json", '{"a": 1}'));
  await dialog.getByText("The file is no export of this page.").waitFor();
  await input.setInputFiles(file("chats.json", text));
  await dialog.getByRole("button", { name: /^carry me over/ }).click();
  await page.locator(".prompt-text", { hasText: "carry me over" }).waitFor();
  await close();
});

test("two tabs that go on with the same chat do not overwrite each other", async () => {
  if (is("webkit")) return;
  const context = await shared.browser.newContext();
  const [page, other] = [await context.newPage(), await context.newPage()];
  await page.goto(shared.site.address);
  await send(page, "said in both");
  await kept(page, "said in both");
  await other.goto(shared.site.address);
  await connectedTo(other, "Simulator");
  await other.getByRole("button", { name: "Chats", exact: true }).click();
  await other.getByRole("button", { name: /^said in both/ }).click();
  await other.locator(".prompt-text", { hasText: "said in both" }).waitFor();
  await send(other, "said in the other");
  await kept(page, "said in the other");
  await page.locator(".prompt-text", { hasText: "said in the other" }).waitFor();
  assert.deepEqual(await prompts(page), ["said in both", "said in the other"]);
  await context.close();
});

test("an edit that is given up brings back what was being typed", async () => {
  const { page, close } = await open();
  await send(page, "first");
  const message = page.getByLabel("Message");
  await message.fill("half a thought");
  await page.getByRole("button", { name: "Edit" }).click();
  await page.getByText("Editing:").waitFor();
  await message.press("Escape");
  await page.getByText("Editing:").waitFor({ state: "hidden" });
  assert.equal(await message.inputValue(), "half a thought");
  await close();
});

test("a fault that is tried while a message is edited leaves the conversation whole", async () => {
  const { page, close } = await open();
  await send(page, "first");
  await send(page, "second");
  await page.locator(".turn").first().getByRole("button", { name: "Edit" }).click();
  await page.getByText("Editing:").waitFor();
  await page.getByRole("navigation").getByRole("button", { name: "Faults" }).click();
  await page.getByRole("button", { name: "Try now" }).nth(1).click();
  await page.locator(".turn").nth(2).waitFor();
  assert.deepEqual((await prompts(page)).slice(0, 2), ["first", "second"]);
  assert.equal(await page.getByLabel("Message").inputValue(), "first");
  await close();
});

detail("retrying the left of a comparison keeps it on the left", async () => {
  const { page, close } = await open();
  await page.getByLabel("Compare with").selectOption({ label: "Acme Team" });
  const turn = await send(page, "Who won the world series in 2020?");
  const chips = () => turn.locator(".answer .chip").allInnerTexts();
  await turn.getByText(/was faster by/).waitFor();
  await turn.getByRole("button", { name: "Retry" }).first().click();
  await answered(turn);
  assert.deepEqual(await chips(), ["Personal", "Acme Team"]);
  await close();
});

detail("a file that misses the composer is added, and does not open in the tab", async () => {
  const { page, close } = await open();
  const isStopped = await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(["hello"], "note.txt", { type: "text/plain" }));
    const event = new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer });
    return !document.querySelector(".side").dispatchEvent(event);
  });
  assert.equal(isStopped, true);
  await page.getByRole("list", { name: "Files to send" }).getByText("note.txt").waitFor();
  await close();
});

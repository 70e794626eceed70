// The chat: messages, streams, and the organization that each goes to.

import assert from "node:assert/strict";
import { test } from "node:test";
import { answered, choose, detail, send, useBrowser } from "./page.js";

const { open } = useBrowser();

const textOf = (turn) => turn.locator(".answer > .markdown").innerText();
const chipOf = (turn) => turn.locator(".answer .chip").innerText();

test("tells the story of the README from its starting prompts", async () => {
  const { page, complaints, close } = await open();
  await page.getByRole("button", { name: "Who won the world series in 2020?" }).click();
  await answered(page.locator(".turn").first());
  await page.getByRole("button", { name: "Where was it played?" }).click();
  const second = page.locator(".turn").nth(1);
  await second.waitFor();
  await answered(second);
  assert.match(await textOf(page.locator(".turn").first()), /Los Angeles Dodgers/);
  assert.match(await textOf(second), /Globe Life Field/);
  assert.deepEqual(await complaints(), []);
  await close();
});

detail("sends as the organization that is chosen", async () => {
  const { page, controls, close } = await open();
  for (const [name, id] of [
    ["Acme Team", "org-team"],
    ["Personal", "org-personal"],
    ["Default", null],
  ]) {
    await choose(page, name);
    const turn = await send(page, `hello from ${name}`);
    assert.equal(await chipOf(turn), name);
    assert.equal(controls.journal.entries.at(-1).organization, id, name);
  }
  await close();
});

test("says what is wrong with an organization that the key has no access to, and what helps", async () => {
  const { page, complaints, close } = await open();
  await choose(page, "Stranger Labs");
  const turn = await send(page, "Who won the world series in 2020?");
  const failure = await turn.locator(".failure").innerText();
  assert.match(failure, /This key has no access to Stranger Labs/);
  assert.match(failure, /ask an owner of the organization to invite the account/);
  await turn.getByRole("button", { name: "Ask Acme Team instead" }).click();
  await turn.locator(".answer[data-status=done][aria-busy=false]").waitFor();
  assert.match(await textOf(turn), /Dodgers/);
  assert.equal(await chipOf(turn), "Acme Team");
  assert.deepEqual(await complaints(), []);
  await close();
});

test("stops an answer half-way and keeps what came", async () => {
  const { page, controls, close } = await open();
  const turn = await send(page, "Write 5000 tokens", { isAwaited: false });
  await turn.locator("[data-status=streaming]").waitFor();
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await turn.locator("[data-status=stopped]").waitFor();
  const kept = await textOf(turn);
  assert.ok(kept.length > 0 && kept.length < 20_000, `${kept.length} characters`);
  await page.getByRole("button", { name: "Send" }).waitFor();
  await page.waitForTimeout(50);
  assert.equal(controls.journal.entries.at(-1).finished, false);
  await close();
});

test("a running answer keeps its organization when another one is chosen", async () => {
  const { page, controls, close } = await open();
  const first = await send(page, "Write 800 tokens", { isAwaited: false });
  await first.locator("[data-status=streaming]").waitFor();
  await choose(page, "Acme Team");
  assert.equal(await first.locator("[data-status=streaming]").count(), 1);
  assert.equal(await chipOf(first), "Personal");
  await answered(first);
  const second = await send(page, "and now?");
  assert.deepEqual([await chipOf(first), await chipOf(second)], ["Personal", "Acme Team"]);
  const posts = controls.journal.entries.filter(({ method }) => method === "POST");
  assert.deepEqual(
    posts.map(({ organization }) => organization),
    ["org-personal", "org-team"],
  );
  await close();
});

test("asks two organizations the same thing at once", async () => {
  const { page, close } = await open();
  await page.getByLabel("Compare with").selectOption({ label: "Acme Team" });
  const turn = await send(page, "Who won the world series in 2020?");
  const chips = await turn.locator(".answer .chip").allInnerTexts();
  assert.deepEqual(chips, ["Personal", "Acme Team"]);
  const boxes = await Promise.all(
    (await turn.locator(".answer").all()).map((it) => it.boundingBox()),
  );
  assert.equal(boxes[0].y, boxes[1].y, "they stand side by side");
  await close();
});

test("asks again for an answer that was stopped", async () => {
  const { page, close } = await open();
  const turn = await send(page, "Write 5000 tokens", { isAwaited: false });
  await turn.locator("[data-status=streaming]").waitFor();
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await turn.locator("[data-status=stopped]").waitFor();
  await turn.getByRole("button", { name: "Retry" }).click();
  await turn.locator("[data-status=streaming]").waitFor();
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await turn.locator("[data-status=stopped]").waitFor();
  assert.equal(await turn.locator(".answer").count(), 1);
  await close();
});

test("edits a message, and what came after it goes away", async () => {
  const { page, close } = await open();
  await send(page, "first");
  await send(page, "second");
  await page.locator(".turn").first().getByRole("button", { name: "Edit" }).click();
  const prompt = page.getByLabel("Message");
  await page.getByText("Editing:").waitFor();
  assert.equal(await prompt.inputValue(), "first");
  await prompt.fill("Who won the world series in 2020?");
  await prompt.press("Enter");
  await page.locator(".markdown", { hasText: "Los Angeles Dodgers" }).waitFor();
  assert.equal(await page.locator(".turn").count(), 1);
  await close();
});

test("speaks the Responses API with a system prompt as well", async () => {
  const { page, controls, close } = await open();
  await page.getByLabel("API", { exact: true }).selectOption("responses");
  await page.getByText("Options", { exact: true }).click();
  await page.getByLabel("System prompt").fill("Be brief.");
  await send(page, "Who won the world series in 2020?");
  const turn = await send(page, "Where was it played?");
  assert.match(await textOf(turn), /Globe Life Field/);
  const { path, body } = controls.journal.entries.at(-1);
  assert.deepEqual([path, body.instructions], ["/v1/responses", "Be brief."]);
  assert.match(await turn.locator(".figures").innerText(), /\d+\s\+\s\d+\stokens · first\safter/);
  await close();
});

const dot = {
  name: "dot.png",
  mimeType: "image/png",
  buffer: Buffer.from("iVBORw0KGgo=", "base64"),
};
const paper = { name: "paper.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4") };

test("sends images and other files along, in the words of either API", async () => {
  const { page, controls, close } = await open();
  const wanted = {
    chat: ["text", "image_url data:image/png;base64,iVBORw0KGgo=", "file paper.pdf"],
    responses: [
      "input_text",
      "input_image data:image/png;base64,iVBORw0KGgo=",
      "input_file paper.pdf",
    ],
  };
  for (const [api, parts] of Object.entries(wanted)) {
    await page.getByLabel("API", { exact: true }).selectOption(api);
    await page.getByLabel("Files", { exact: true }).setInputFiles([dot, paper]);
    const files = page.getByRole("list", { name: "Files to send" });
    await files.getByRole("img", { name: "dot.png" }).waitFor();
    await files.getByText("paper.pdf").waitFor();
    const turn = await send(page, "What is this?");
    assert.match(await textOf(turn), /It came with 1 image\(s\) and paper\.pdf/, api);
    const { messages, input } = controls.journal.entries.at(-1).body;
    assert.deepEqual((messages ?? input).at(-1).content.map(nameOf), parts, api);
  }
  await close();
});

/** What a part of a message is, and of what. */
const nameOf = ({ type, image_url, file, filename }) =>
  [type, image_url?.url ?? image_url, file?.filename ?? filename].filter(Boolean).join(" ");

detail("a message that is edited keeps its files, and one of them can be taken away", async () => {
  const { page, controls, close } = await open();
  await page.getByLabel("Files", { exact: true }).setInputFiles([dot, paper]);
  await page.getByRole("button", { name: "Remove dot.png" }).click();
  const first = await send(page, "What is this?");
  await first.getByText("paper.pdf", { exact: true }).waitFor();
  await first.getByRole("button", { name: "Edit" }).click();
  await page.getByRole("list", { name: "Files to send" }).getByText("paper.pdf").waitFor();
  await page.getByLabel("Message").press("Enter");
  await page.getByText("Editing:").waitFor({ state: "hidden" });
  await answered(page.locator(".turn").first());
  const { content } = controls.journal.entries.at(-1).body.messages[0];
  assert.deepEqual(content.map(nameOf), ["text", "file paper.pdf"]);
  await close();
});

test("an answer of 10,000 tokens is drawn to its last word", async () => {
  const { page, controls, close } = await open();
  controls.setLimits("org-personal", { requests: 100, tokens: 1_000_000 });
  await page.evaluate(hurry);
  const turn = await send(page, "Write 10000 tokens", { isAwaited: false });
  await turn.locator("[data-status=done][aria-busy=false]").waitFor({ timeout: 60_000 });
  assert.equal((await textOf(turn)).split(/\s+/).length, 10_000);
  await close();
});

/** The simulator sends as fast as it can. */
async function hurry() {
  const headers = { "content-type": "application/json" };
  await fetch("/_simulator/pace", { method: "POST", headers, body: '{"pace": 0}' });
}

test("what is selected in an answer stays selected while it grows", async () => {
  const { page, close } = await open();
  const turn = await send(page, "Write 5000 tokens", { isAwaited: false });
  await turn.locator("[data-status=streaming] .markdown p").waitFor();
  const grown = await page.evaluate(async () => {
    const text = document.querySelector(".markdown p").firstChild;
    const before = text.data.length;
    getSelection().setBaseAndExtent(text, 0, text, 5);
    while (text.isConnected && text.data.length < before + 500) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return [`${getSelection()}`, text.isConnected];
  });
  assert.deepEqual(grown, ["river", true]);
  await close();
});

// Reading: Markdown, formulas, code, long texts, and what every reader needs of it.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { connect } from "./connecting.js";
import { connectedTo, detail, is, send, until, useBrowser } from "./page.js";
import { chatEvents, startStrange } from "./servers/serve.mjs";

const { open } = useBrowser();

/** Says whatever it is asked to say. */
const parrot = ({ path, body }) =>
  path === "/chat/completions"
    ? { events: chatEvents([{ content: body.messages.at(-1).content }]) }
    : undefined;

const started = [];
after(() => started.forEach((server) => server.close()));

async function openParrot(options) {
  const server = await startStrange(parrot);
  started.push(server);
  const opened = await open(options);
  await connect(opened.page, { baseURL: server.baseURL, apiKey: "sk-any" });
  await connectedTo(opened.page, new URL(server.origin).host);
  const say = async (text) => (await send(opened.page, text)).locator(".answer > .markdown");
  return { ...opened, server, say };
}

test("formulas are drawn, and prices are none", async () => {
  const { page, complaints, close, say } = await openParrot();
  const shown = await say(
    "So $x^2$ and\n\n\\[\\frac{a}{b}\\]\n\nbut $5 or $10, and `$HOME` \\(y_1\\).",
  );
  await until(async () => (await shown.locator("math").count()) === 3);
  const text = await shown.innerText();
  assert.match(text, /but \$5 or \$10, and \$HOME/);
  const wrong = await say("No formula: $\\notacommand{$");
  assert.match(await wrong.innerText(), /\$\\notacommand\{\$/);
  assert.deepEqual(await complaints(), []);
  await page.locator("math").first().waitFor();
  await close();
});

test("tables keep their words whole and scroll, and code says its language", async () => {
  const { page, close, say } = await openParrot();
  await page.setViewportSize({ width: 360, height: 740 });
  const word = "Unbreakable".repeat(6);
  const shown = await say(
    `| ${word} | b |\n|---|---|\n| ${word} | d |\n\n\`\`\`python\nx = 1\n\`\`\``,
  );
  await shown.locator(".language", { hasText: "python" }).waitFor();
  const [inner, outer] = await shown
    .locator(".wide")
    .evaluate((frame) => [frame.scrollWidth, frame.clientWidth]);
  assert.ok(inner > outer, `${inner} in ${outer}`);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.equal(overflow, 0);
  await close();
});

test("a heading of an answer is none of the page", async () => {
  const { page, close, say } = await openParrot();
  const shown = await say("# One\n\n## Two\n\n###### Six");
  await shown.locator("h6").waitFor();
  assert.equal(await page.locator("h1").count(), 1);
  assert.equal(await shown.locator("h1, h2, h3").count(), 0);
  await close();
});

test("a text that runs from right to left does so, in prompt and answer", async () => {
  const { page, close, say } = await openParrot();
  const shown = await say("שלום עולם");
  const direction = (node) => getComputedStyle(node).direction;
  assert.equal(await shown.evaluate(direction), "rtl");
  assert.equal(await page.locator(".prompt-text").evaluate(direction), "rtl");
  await close();
});

detail("a long prompt is folded, and can be shown whole", async () => {
  const { page, close } = await openParrot();
  await send(page, `begin ${"word ".repeat(600)}end`);
  const prompt = page.locator(".prompt-text");
  assert.doesNotMatch(await prompt.innerText(), /end/);
  await prompt.getByRole("button", { name: "Show all" }).click();
  assert.match(await prompt.innerText(), /word end/);
  await close();
});

detail("whoever reads up is not pulled down, and finds the way to the latest", async () => {
  const { page, close, say } = await openParrot();
  await say("long\n\n".repeat(60));
  const thread = page.locator(".thread");
  const jump = page.getByRole("button", { name: "Jump to latest" });
  await jump.waitFor({ state: "hidden" });
  await thread.evaluate((node) => node.scrollTo(0, 0));
  await jump.click();
  await jump.waitFor({ state: "hidden" });
  await close();
});

test("keys: ↑ edits the last message, Escape stops, and the Enter of an input method sends nothing", async () => {
  const { page, close } = await open();
  const message = page.getByLabel("Message");
  assert.equal(await message.evaluate((node) => node === document.activeElement), true);
  await message.fill("日本");
  await message.evaluate((node) => {
    const enter = { key: "Enter", keyCode: 229, bubbles: true, cancelable: true };
    node.dispatchEvent(new KeyboardEvent("keydown", enter));
  });
  assert.equal(await page.locator(".turn").count(), 0);
  assert.equal(await message.inputValue(), "日本");
  await send(page, "first");
  await message.press("ArrowUp");
  await page.getByText("Editing:").waitFor();
  assert.equal(await message.inputValue(), "first");
  await message.press("Escape");
  const turn = await send(page, "Write 5000 tokens", { isAwaited: false });
  await turn.locator("[data-status=streaming]").waitFor();
  await message.press("Escape");
  await turn.locator("[data-status=stopped]").waitFor();
  await close();
});

test("screen readers are told who says what", async () => {
  const { page, close } = await open();
  await send(page, "hello");
  const names = await page.locator(".turn").getByRole("heading").allInnerTexts();
  assert.deepEqual(names, ["You", "Answer of Personal, gpt-4o"]);
  await close();
});

detail(
  "motion is left out where it is not wanted, and forced colours keep what has a meaning",
  async () => {
    if (!is("chromium")) return;
    const { page, close } = await open({ reducedMotion: "reduce", forcedColors: "active" });
    await send(page, "hello");
    const styleOf = (selector, name) =>
      page
        .locator(selector)
        .first()
        .evaluate((node, name) => getComputedStyle(node)[name], name);
    assert.equal(await styleOf(".gauge-refilled", "transitionDuration"), "0s");
    const [bar, frame] = [
      await styleOf(".gauge-left", "backgroundColor"),
      await styleOf(".gauge-bar", "backgroundColor"),
    ];
    assert.notEqual(bar, frame, "a gauge is seen");
    const [piece, track] = [
      await styleOf(".piece", "backgroundColor"),
      await styleOf(".track", "backgroundColor"),
    ];
    assert.notEqual(piece, track, "a bar is seen");
    const [chosen, other] = [".choice input:checked", ".choice input:not(:checked)"];
    const colours = [
      await styleOf(chosen, "backgroundColor"),
      await styleOf(other, "backgroundColor"),
    ];
    assert.notEqual(colours[0], colours[1], "the choice is seen");
    await close();
  },
);

detail("a file that cannot be sent is named with its reason", async () => {
  const { page, close } = await open();
  const files = [
    { name: "empty.txt", mimeType: "text/plain", buffer: Buffer.from("") },
    { name: "note.txt", mimeType: "text/plain", buffer: Buffer.from("hi") },
  ];
  await page.getByLabel("Files", { exact: true }).setInputFiles(files);
  await page.getByText("empty.txt is empty, or a folder.").waitFor();
  await page.getByRole("list", { name: "Files to send" }).getByText("note.txt").waitFor();
  await close();
});

detail("parameters go into the body, and extra JSON over all of them", async () => {
  const { page, server, close } = await openParrot();
  await page.getByText("Options", { exact: true }).click();
  await page.getByLabel("Temperature").fill("0.3");
  await page.getByLabel("Output limit, tokens").fill("50");
  await page.getByLabel("Reasoning effort").selectOption("low");
  await page.getByLabel("Structured output: a JSON schema").fill('{"type": "object"}');
  await page.getByLabel("Tools: a list in JSON").fill('[{"name": "f", "parameters": {}}]');
  const extra = page.getByLabel("Extra JSON over all; null takes out");
  await extra.fill("{");
  await page.getByText(/^Extra JSON is no JSON/).waitFor();
  await page.getByLabel("Message").fill("hello");
  await page.getByLabel("Message").press("Enter");
  assert.equal(await page.locator(".turn").count(), 0, "nothing is sent that is not meant");
  await extra.fill('{"stream_options": null, "seed": 7}');
  await send(page, "hello");
  const { messages, ...body } = server.calls.at(-1).body;
  assert.deepEqual(body, {
    model: "strange-1",
    stream: true,
    temperature: 0.3,
    max_completion_tokens: 50,
    reasoning_effort: "low",
    response_format: {
      type: "json_schema",
      json_schema: { name: "answer", strict: true, schema: { type: "object" } },
    },
    tools: [{ type: "function", function: { name: "f", parameters: {} } }],
    seed: 7,
  });
  await close();
});

// Servers that are not as one would like them: every way an answer can end is shown.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { connect } from "./connecting.js";
import { answered, connectedTo, detail, send, useBrowser } from "./page.js";
import failing from "./servers/failing.mjs";
import pageInChat from "./servers/page-in-chat.mjs";
import refusing from "./servers/refusing.mjs";
import { startStrange } from "./servers/serve.mjs";
import silent from "./servers/silent.mjs";
import strict from "./servers/strict.mjs";
import thinking, { thoughts } from "./servers/thinking.mjs";
import tools from "./servers/tools.mjs";
import whole from "./servers/whole.mjs";

const { open } = useBrowser();

const started = [];
after(() => started.forEach((server) => server.close()));

/** The page, connected to a strange server. */
async function openStrange(answerOf) {
  const server = await startStrange(answerOf);
  started.push(server);
  const opened = await open();
  await connect(opened.page, { baseURL: server.baseURL, apiKey: "sk-any" });
  await connectedTo(opened.page, new URL(server.origin).host);
  return { ...opened, server };
}

const apis = ["chat", "responses"];

const speak = (page, api) => page.getByLabel("API", { exact: true }).selectOption(api);

const textOf = (turn) => turn.locator(".answer > .markdown").innerText();

test("an answer that comes whole is an answer", async () => {
  const { page, close } = await openStrange(whole);
  for (const api of apis) {
    await speak(page, api);
    assert.equal((await textOf(await send(page, "hello"))).trim(), "All at once.", api);
  }
  await close();
});

test("a refusal is shown as one, in either API", async () => {
  const { page, close } = await openStrange(refusing);
  for (const api of apis) {
    await speak(page, api);
    const turn = await send(page, "hello");
    const refusal = await turn.locator(".refusal").innerText();
    assert.equal(refusal, "The model refuses: I cannot help with that.", api);
  }
  await close();
});

test("a tool that is to be run is shown with what it is given, in either API", async () => {
  const { page, close } = await openStrange(tools);
  for (const api of apis) {
    await speak(page, api);
    const turn = await send(page, "hello");
    assert.match(
      await turn.locator(".tools").innerText(),
      /weather\s+\{\s+"city": "Bern"\s+\}/,
      api,
    );
    assert.match(await turn.locator(".ending").innerText(), /wants this tool to be run/, api);
  }
  await close();
});

test("thoughts are folded away from the answer, whatever a server calls them", async () => {
  const { page, close } = await openStrange(thinking);
  for (const way of thoughts) {
    const turn = await send(page, way);
    assert.equal((await textOf(turn)).trim(), "It is 42.", way);
    await turn.getByText(/^Thought for \d/).click();
    await turn.locator(".thoughts").getByText("Seven times six.").waitFor();
  }
  await close();
});

test("a response that fails or is incomplete says so", async () => {
  const { page, close } = await openStrange(failing);
  await speak(page, "responses");
  const cases = [
    ["failed", /The server refused the call.*The model ran out of luck\./s],
    ["nothing", /gave no reason/],
    ["limit", /Cut at the output limit\s*Continue/],
    ["filter", /content filter/],
  ];
  for (const [ending, text] of cases) {
    const turn = await send(page, ending);
    assert.equal((await textOf(turn)).trim(), "It began", ending);
    assert.match(await turn.locator(".answer").innerText(), text, ending);
  }
  await close();
});

test("an answer without a word says what it is", async () => {
  const { page, close } = await openStrange(silent);
  const cases = [
    ["nothing", "The answer is empty"],
    ["thoughts", "Only thoughts came, and no answer"],
    ["thoughts until the limit", /^Only thoughts came, .* the output limit was used up/],
    ["filter", /content filter/],
  ];
  for (const [kind, text] of cases) {
    const turn = await send(page, kind);
    await turn.locator(".ending", { hasText: text }).waitFor();
  }
  await close();
});

test("an answer that was cut goes on where it stopped", async () => {
  const { page, server, close } = await openStrange(silent);
  const turn = await send(page, "limit");
  await turn.getByRole("button", { name: "Continue" }).click();
  await answered(turn);
  await turn.getByText("One, two, three.").waitFor();
  const { messages } = server.calls.at(-1).body;
  assert.deepEqual(
    messages.map(({ role }) => role),
    ["user", "assistant", "user"],
  );
  await close();
});

test("a message that failed does not spoil those that follow", async () => {
  const { page, close } = await openStrange(strict);
  await send(page, "one");
  const failed = await send(page, "fail");
  const failure = failed.locator(".failure");
  assert.match(await failure.innerText(), /This server fails when it is asked to\./);
  const next = await send(page, "two");
  assert.equal((await textOf(next)).trim(), "3 messages");
  await failed.getByText("Left out of what follows").waitFor();
  await close();
});

detail("a failure says nothing twice, and lets the server speak only where it spoke", async () => {
  const { page, close } = await openStrange(strict);
  const turn = await send(page, "fail");
  await turn.getByText("Details", { exact: true }).click();
  const said = await turn.locator(".failure").innerText();
  assert.equal(said.split("This server fails").length, 2, said);
  await close();
});

test("a web page in the place of an answer is called that", async () => {
  const { page, close } = await openStrange(pageInChat);
  const turn = await send(page, "hello");
  const failure = await turn.locator(".failure").innerText();
  assert.match(failure, /The server answered with a web page/);
  assert.doesNotMatch(failure, /The server said/);
  await close();
});

// The pure parts of the page.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { file, programs } from "./rust-snippets.mjs";
import { beginCall, hooksOf, speedOf } from "../../www/state/calls.js";
import { paramsOf } from "../../www/state/conversation.js";
import { createRoster, hueOf, nameOf, withOrganization } from "../../www/state/organizations.js";
import { snippet } from "../../www/state/snippets.js";
import { partsOf } from "../../www/state/syntax.js";
import { duration } from "../../www/state/format.js";
import { jumpsOf, lanesOf, marksOf, piecesOf, stretchOf } from "../../www/state/timeline.js";

const turn = (prompt, text) => ({ prompt, files: [], answers: text ? [{ text }] : [] });

test("a conversation is sent in the words of either API", () => {
  const [before, last] = [[turn("a", "b")], turn("c")];
  const said = [
    { role: "user", content: "a" },
    { role: "assistant", content: "b" },
    { role: "user", content: "c" },
  ];
  const wish = { model: "m", system: "s" };
  const chat = paramsOf({ ...wish, api: "chat" }, before, last);
  assert.deepEqual(chat.messages, [{ role: "system", content: "s" }, ...said]);
  const responses = paramsOf({ ...wish, api: "responses" }, before, last);
  assert.deepEqual(responses, { model: "m", instructions: "s", input: said, stream: true });
});

test("what has no answer is left out of what follows, so that roles alternate", () => {
  const before = [turn("a", "b"), turn("failed"), turn("c", "d")];
  const { messages } = paramsOf({ api: "chat", model: "m", system: "" }, before, turn("e"));
  assert.deepEqual(
    messages.map(({ role, content }) => `${role} ${content}`),
    ["user a", "assistant b", "user c", "assistant d", "user e"],
  );
});

test("a new organization takes the first free colour", () => {
  const roster = createRoster([{ id: "a", name: "A" }, { id: "b" }, { id: "c" }]);
  const without = roster.filter(({ id }) => id !== "b");
  assert.equal(hueOf(withOrganization(without, { id: "d" }), "d"), "1");
  assert.deepEqual(
    [nameOf(roster, "a"), nameOf(roster, "b"), nameOf(roster, "x")],
    ["A", "b", "x"],
  );
});

test("the log of a call keeps attempts, waits and moves in their order", () => {
  let now = 0;
  const call = beginCall([], { name: "n", params: {}, setup: {} }, now);
  const hooks = hooksOf(
    call,
    () => now,
    () => {},
  );
  hooks.onRequest({ organization: "a" });
  now = 10;
  hooks.onResponse({ status: 429, kind: "rate_limit_exceeded" });
  hooks.onRoute({ organization: "a", to: "b" });
  hooks.onRequest({ organization: "b" });
  now = 30;
  hooks.onResponse({ status: 200, kind: null });
  assert.deepEqual(
    call.steps.map(({ step }) => step),
    ["attempt", "move", "attempt"],
  );
  assert.deepEqual([call.moves[0].from, call.moves[0].to], ["a", "b"]);
  const pieces = piecesOf({ ...call, ended: 50 }, 99);
  assert.deepEqual(
    pieces.map(({ kind, organization, begun, ended }) => [kind, organization, begun, ended]),
    [
      ["failure", "a", 0, 10],
      ["request", "b", 10, 50],
    ],
  );
  assert.deepEqual(
    jumpsOf(call).map(({ at, from, to }) => [at, from, to]),
    [[10, "a", "b"]],
  );
  assert.deepEqual(lanesOf(pieces, [{ id: "b" }, { id: "c" }]), ["b", "a"]);
});

test("the axis of the timeline ends where the last call ended, and spans all that is near", () => {
  const at = (begun, ended) => ({ begun, ended });
  assert.equal(stretchOf([], 0), null);
  assert.deepEqual(stretchOf([at(99_000, null)], 100_000), { begun: 90_000, ended: 100_000 });
  const calls = [at(80_000, 81_000), at(50_000, 52_000), at(0, 1_000)];
  assert.deepEqual(stretchOf(calls, 500_000), { begun: 50_000, ended: 81_000 });
  const labels = marksOf({ begun: 0, ended: 31_000 }).map(({ label }) => label);
  assert.deepEqual(labels, ["", "−10 s", "−20 s", "−30 s"]);
});

test("speed is counted from the first text", () => {
  const call = { begun: 0, firstText: 500, ended: 2_500, usage: { input: 1, output: 100 } };
  assert.deepEqual(speedOf(call), { untilFirst: 500, total: 2_500, perSecond: 50 });
  assert.equal(speedOf({ ...call, usage: null }).perSecond, null);
});

test("the code for a call can be run as it is", () => {
  const setup = { baseURL: "http://localhost/v1", organization: "org-a" };
  const params = { model: "m", messages: [{ role: "user", content: "it's" }] };
  const call = { name: "chat.completions.create", params, setup, attempts: [] };
  const [javascript, shell] = ["JavaScript", "curl"].map((language) => snippet(language, call));
  const body = javascript.replace(/import .*\n/, "");
  assert.doesNotThrow(() => new Function(`return async (OpenAIClient) => {${body}}`));
  assert.match(javascript, /^    \{ role: "user", content: "it's" \},$/m);
  assert.match(shell, /^\{"model":"m","messages":\[\{"role":"user","content":"it's"\}\]\}$/m);
});

test("the code in Rust is what cargo compiles with the tests of the crate", () => {
  const known = readFileSync(file, "utf8");
  assert.equal(known, programs(), "node tests/page/rust-snippets.mjs writes it anew");
});

test("code is coloured without losing a character", () => {
  const cases = [
    ["js", 'const a = "b"; // c\na.type', ["keyword", "string", "comment"]],
    ["rust", "fn f<'a>(x: &'a str) -> char { 'x' }", ["keyword", "string"]],
    [
      "python",
      'def f(): # c\n  return "x" + 1.5',
      ["keyword", "comment", "keyword", "string", "number"],
    ],
    ["unknown", "const a", []],
  ];
  for (const [language, code, kinds] of cases) {
    const parts = partsOf(code, language);
    assert.equal(parts.map(({ text }) => text).join(""), code, language);
    assert.deepEqual(
      parts.flatMap(({ kind }) => kind ?? []),
      kinds,
      language,
    );
  }
});

test("durations are in the words of people", () => {
  const cases = { null: "–", 12: "12 ms", 1_500: "1.5 s", 61_000: "1 min 1 s" };
  for (const [millis, words] of Object.entries(cases))
    assert.equal(duration(JSON.parse(millis)), words);
});

// The text of a stream, whichever way it is found.
import assert from "node:assert/strict";
import { test } from "node:test";
import { OpenAIClient } from "./client.js";

/** @param {string} text */
const streamed = (text) => {
  const headers = { "content-type": "text/event-stream" };
  const client = new OpenAIClient({
    apiKey: "sk-x",
    maxRetries: 0,
    fetch: async () => new Response(text, { headers }),
  });
  return client.chat.completions.create({ model: "m", messages: [], stream: true });
};

/** @param {string} content @param {object} [more] */
const event = (content, more) =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }], ...more })}\n\n`;

/** @param {AsyncIterable<string>} pieces */
async function joined(pieces) {
  let text = "";
  for await (const piece of pieces) text += piece;
  return text;
}

const done = "data: [DONE]\n\n";

test("gives the text and nothing else", async () => {
  const cases = {
    "text alone": event("a\n") + event("\u{1f642}"),
    "usage beside it": event("a\n") + event("\u{1f642}", { usage: { total_tokens: 3 } }),
    "half a surrogate pair": 'data: {"choices":[{"delta":{"content":"a\\n\\ud83d\\ude42"}}]}\n\n',
    "a chunk without text": event("a\n") + 'data: {"choices":[]}\n\n' + event("\u{1f642}"),
  };
  for (const [name, text] of Object.entries(cases)) {
    assert.equal(await joined((await streamed(text + done)).text()), "a\n\u{1f642}", name);
  }
});

test("gives the text of one branch, too", async () => {
  const [one, other] = (await streamed(event("a") + event("b") + done)).tee();
  assert.equal(await joined(one.text()), "ab");
  assert.equal(await joined(other.text()), "ab");
});

test("fails as the events do", async () => {
  const cases = {
    "an error": [`${event("a")}data: {"error":{"message":"no"}}\n\n`, /no/],
    "no end": [event("a"), /broke off/],
    "no JSON": [`${event("a")}data: {"choices":\n\n${done}`, /event 2 of the stream is not JSON/],
  };
  for (const [name, [text, message]] of Object.entries(cases)) {
    const stream = await streamed(/** @type {string} */ (text));
    await assert.rejects(joined(stream.text()), { message }, name);
  }
});

test("can be read once", async () => {
  const stream = await streamed(event("a") + done);
  await joined(stream.text());
  assert.throws(() => stream.text(), /has been read already/);
});

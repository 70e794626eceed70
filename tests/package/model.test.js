// A real language model on this machine, through the packed package.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { hasPython, installModel, model, startModel } from "../../scripts/machine/model.mjs";
import { OpenAIClient } from "./client.js";

const skip = hasPython() ? false : "python3 with pip is not here";
const messages = [{ role: "user", content: "Say hello." }];
let server;
let client;

before(
  async () => {
    if (skip) return;
    await installModel();
    server = await startModel();
    client = new OpenAIClient({ apiKey: "none", baseURL: server.baseURL });
  },
  { timeout: 900_000 },
);

after(() => server?.stop());

test("streams a chat", { skip, timeout: 900_000 }, async () => {
  const body = { model, messages, stream: true, max_tokens: 16 };
  let text = "";
  let chunks = 0;
  for await (const chunk of await client.chat.completions.create(body)) {
    text += chunk.choices[0]?.delta?.content ?? "";
    chunks += 1;
  }
  assert.ok(text.trim(), "there is a text");
  assert.ok(chunks > 1, `${chunks} chunks`);
});

test("streams an answer of the Responses API", { skip, timeout: 900_000 }, async () => {
  const body = { model, input: "Say hello.", stream: true, max_output_tokens: 16 };
  const types = [];
  for await (const event of await client.responses.create(body)) types.push(event.type);
  assert.ok(types.includes("response.output_text.delta"), `${types}`);
  assert.equal(types.at(-1), "response.completed");
});

test("answers in one piece, and counts the tokens", { skip, timeout: 900_000 }, async () => {
  const used = () => client.rateLimits({ model }).usage?.outputTokens ?? 0;
  const before = used();
  const answer = await client.chat.completions.create({ model, messages, max_tokens: 8 });
  assert.ok(answer.choices[0].message.content);
  assert.equal(used() - before, answer.usage.completion_tokens);
});

test("ends the request when the loop is left", { skip, timeout: 900_000 }, async () => {
  const body = { model, messages, stream: true, max_tokens: 512 };
  const stream = await client.chat.completions.create(body);
  for await (const chunk of stream) {
    assert.ok(chunk);
    break;
  }
  assert.ok(stream.controller.signal.aborted);
});

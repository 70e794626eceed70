// What the API keeps: responses in the background, conversations, stored chat completions.

import assert from "node:assert/strict";
import { test } from "node:test";
import { chat, question, readEvents, startAsking } from "./ask.js";

const answer = "The Los Angeles Dodgers won the World Series in 2020.";
const respond = { model: "gpt-4o", input: question };

/** Asks, and reads what comes back. */
function startReading(options) {
  const { ask } = startAsking(options);
  return async (path, body, method) => (await ask(`/v1/${path}`, { body, method })).json();
}

test("a response in the background takes its time, and can be cancelled", async () => {
  let time = 0;
  const read = startReading({ pace: 1, now: () => time });
  const statusOf = async ({ id }) => (await read(`responses/${id}`)).status;
  const first = await read("responses", { ...respond, background: true });
  assert.equal(first.status, "queued");
  assert.equal(await statusOf(first), "in_progress");
  time += 2_000;
  assert.equal(await statusOf(first), "completed");
  const second = await read("responses", { ...respond, background: true });
  assert.equal((await read(`responses/${second.id}/cancel`, {})).status, "cancelled");
  time += 2_000;
  assert.equal(await statusOf(second), "cancelled");
});

test("a response that was answered at once cannot be cancelled", async () => {
  const read = startReading();
  const { id } = await read("responses", respond);
  const { error } = await read(`responses/${id}/cancel`, {});
  assert.equal(error.message, "Cannot cancel a synchronous response.");
});

test("a stored response is streamed again, from any event on", async () => {
  const { ask } = startAsking();
  const text = await (await ask("/v1/responses", { body: { ...respond, stream: true } })).text();
  const events = readEvents(text).map(({ data }) => JSON.parse(data));
  const { id } = events[0].response;
  const again = await ask(`/v1/responses/${id}?stream=true&starting_after=3`);
  const rest = readEvents(await again.text()).map(({ data }) => JSON.parse(data));
  const numbered = ({ type, sequence_number, delta }) => [type, sequence_number, delta];
  assert.deepEqual(rest.map(numbered), events.slice(4).map(numbered));
});

test("a conversation remembers what was said in it", async () => {
  const read = startReading();
  const { id } = await read("conversations", { metadata: { topic: "sport" } });
  await read("responses", { ...respond, conversation: id });
  const second = { ...respond, input: "Where was it played?", conversation: { id } };
  const { output, conversation } = await read("responses", second);
  assert.match(output[0].content[0].text, /Arlington, Texas/);
  assert.equal(conversation.id, id);
  const { data } = await read(`conversations/${id}/items?order=asc`);
  assert.deepEqual(
    data.map(({ role }) => role),
    ["user", "assistant", "user", "assistant"],
  );
  await read(`conversations/${id}/items/${data[0].id}`, undefined, "DELETE");
  assert.equal((await read(`conversations/${id}/items`)).data.length, 3);
});

test("the items of a response are listed, and counted before they are sent", async () => {
  const read = startReading();
  const { id, usage } = await read("responses", respond);
  const { data } = await read(`responses/${id}/input_items`);
  assert.deepEqual(data[0].content, [{ type: "input_text", text: question }]);
  const counted = await read("responses/input_tokens", respond);
  assert.equal(counted.input_tokens, usage.input_tokens);
});

test("a chat completion is stored when that is asked for", async () => {
  const read = startReading();
  await read("chat/completions", chat);
  const { id } = await read("chat/completions", { ...chat, store: true, metadata: { a: "b" } });
  const { data } = await read("chat/completions");
  assert.deepEqual(
    data.map((each) => [each.id, each.metadata]),
    [[id, { a: "b" }]],
  );
  assert.equal((await read(`chat/completions/${id}`)).choices[0].message.content, answer);
  assert.equal((await read(`chat/completions/${id}/messages`)).data[0].content, question);
  const changed = await read(`chat/completions/${id}`, { metadata: { a: "c" } });
  assert.deepEqual(changed.metadata, { a: "c" });
  assert.equal((await read(`chat/completions/${id}`, undefined, "DELETE")).deleted, true);
  assert.match((await read(`chat/completions/${id}`)).error.message, /not found/);
});

test("a response has the fields that it has in the API", async () => {
  const read = startReading();
  const fields = {
    max_tool_calls: 3,
    prompt_cache_key: "k",
    safety_identifier: "s",
    top_logprobs: 2,
  };
  const response = await read("responses", { ...respond, ...fields });
  for (const [name, value] of Object.entries(fields)) assert.equal(response[name], value, name);
  assert.deepEqual(response.text, { format: { type: "text" }, verbosity: "medium" });
  assert.equal(response.model, "gpt-4o-2024-08-06");
});

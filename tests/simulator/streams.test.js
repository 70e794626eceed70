// Streams: their events, their pace, the borders of their chunks, and their end by the client.

import assert from "node:assert/strict";
import { test } from "node:test";
import { serveSimulator } from "../../simulator/node.js";
import { chat, question, readEvents, startAsking } from "./ask.js";

async function readChunks(response) {
  const chunks = [];
  for await (const chunk of response.body) chunks.push(chunk);
  return chunks;
}

test("a chat stream has its role, its text, its finish, its usage and its end", async () => {
  const { complete } = startAsking();
  const body = { stream: true, stream_options: { include_usage: true } };
  const events = readEvents(await (await complete({}, body)).text());
  assert.equal(events.pop().data, "[DONE]");
  const chunks = events.map(({ data }) => JSON.parse(data));
  const usage = chunks.pop();
  assert.deepEqual(usage.choices, []);
  assert.equal(chunks[0].choices[0].delta.role, "assistant");
  assert.equal(chunks.at(-1).choices[0].finish_reason, "stop");
  const deltas = chunks.slice(1, -1).map(({ choices }) => choices[0].delta.content);
  assert.equal(deltas.join(""), "The Los Angeles Dodgers won the World Series in 2020.");
  assert.equal(usage.usage.completion_tokens, deltas.length);
  assert.equal(new Set(chunks.map(({ id }) => id)).size, 1);
});

test("a Responses stream has every event of the API, numbered, in order", async () => {
  const { ask } = startAsking();
  const body = { model: "gpt-4o", input: question, stream: true };
  const events = readEvents(await (await ask("/v1/responses", { body })).text());
  const names = events.map(({ event }) => event.replace("response.", ""));
  const isDelta = (name) => name === "output_text.delta";
  assert.deepEqual(
    names.filter((name, at) => !isDelta(name) || !isDelta(names[at - 1])),
    [
      ...["created", "in_progress", "output_item.added", "content_part.added"],
      ...["output_text.delta", "output_text.done", "content_part.done", "output_item.done"],
      "completed",
    ],
  );
  const payloads = events.map(({ data }) => JSON.parse(data));
  assert.deepEqual(
    payloads.map((each) => each.sequence_number),
    [...payloads.keys()],
  );
  for (const [at, { event }] of events.entries()) assert.equal(payloads[at].type, event);
  const { usage, output } = payloads.at(-1).response;
  assert.equal(usage.output_tokens, names.filter(isDelta).length);
  assert.equal(output[0].content[0].text, "The Los Angeles Dodgers won the World Series in 2020.");
});

test("several choices come interleaved, each to its own end", async () => {
  const { complete } = startAsking();
  const events = readEvents(await (await complete({}, { stream: true, n: 2 })).text());
  const chunks = events.slice(0, -1).map(({ data }) => JSON.parse(data).choices[0]);
  for (const index of [0, 1]) {
    const own = chunks.filter((choice) => choice.index === index);
    assert.equal(own.at(-1).finish_reason, "stop");
    assert.match(own.map(({ delta }) => delta.content ?? "").join(""), /^The Los Angeles/);
  }
});

test("a limit of tokens cuts the answer and says so", async () => {
  const { complete, ask } = startAsking();
  const whole = await (await complete({}, { max_completion_tokens: 3 })).json();
  assert.equal(whole.choices[0].finish_reason, "length");
  assert.equal(whole.usage.completion_tokens, 3);
  const body = { model: "gpt-4o", input: "Write 20 tokens", max_output_tokens: 16, stream: true };
  const last = readEvents(await (await ask("/v1/responses", { body })).text()).at(-1);
  assert.equal(last.event, "response.incomplete");
  assert.deepEqual(JSON.parse(last.data).response.incomplete_details, {
    reason: "max_output_tokens",
  });
});

test("chunks hold several events, or end inside one", async () => {
  const { complete } = startAsking();
  const messages = [{ role: "user", content: "Write 300 tokens" }];
  const chunks = await readChunks(await complete({}, { stream: true, messages }));
  const texts = chunks.map((chunk) => Buffer.from(chunk).toString());
  assert.ok(
    texts.some((text) => text.split("\n\n").length > 2),
    "several events in one chunk",
  );
  assert.ok(
    texts.some((text) => !text.endsWith("\n\n")),
    "an end inside an event",
  );
  assert.equal(readEvents(texts.join("")).length, 303);
});

test("keeps a realistic pace", async () => {
  const { complete } = startAsking({ pace: 1 });
  const start = performance.now();
  await (await complete({}, { stream: true })).text();
  const realistic = performance.now() - start;
  assert.ok(realistic > 30 + 14 * 15 - 20, `${realistic}`);
});

test("waits for nothing where the pace is 0", async (t) => {
  // No timer of these ever ends.
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { complete } = startAsking({ pace: 0 });
  const text = await (await complete({}, { stream: true })).text();
  assert.match(text, /\[DONE\]/);
});

test("nothing more is made once the client has gone", async (t) => {
  const server = await serveSimulator({ pace: 1 });
  t.after(() => server.close());
  const controller = new AbortController();
  const response = await fetch(`${server.baseURL}/chat/completions`, {
    method: "POST",
    headers: { authorization: "Bearer sk-simulator", "content-type": "application/json" },
    body: JSON.stringify({
      ...chat,
      stream: true,
      messages: [{ role: "user", content: "Write 900 tokens" }],
    }),
    signal: controller.signal,
  });
  await response.body.getReader().read();
  controller.abort();
  const entry = server.simulator.journal.last;
  await until(() => entry.aborted);
  const made = entry.events;
  await new Promise((resolve) => setTimeout(resolve, 80));
  assert.equal(entry.events, made);
  assert.ok(made < 900 && !entry.finished, `${made}`);
});

test("an abort reaches a request that waits, and one that streams, without a server", async () => {
  const { ask, simulator } = startAsking({ pace: 1 });
  const controller = new AbortController();
  const body = { ...chat, stream: true };
  const { signal } = controller;
  const streaming = await ask("/v1/chat/completions", { body, signal });
  const headers = { "x-simulator-fault": "delay; ms=5000" };
  const waiting = ask("/v1/chat/completions", { body, headers, signal });
  await until(() => simulator.journal.entries.length === 2);
  controller.abort();
  await assert.rejects(waiting, { name: "AbortError" });
  await assert.rejects(streaming.text(), { name: "AbortError" });
  assert.deepEqual(
    simulator.journal.entries.map(({ aborted }) => aborted),
    [true, true],
  );
});

test("closing ends open streams at once", async () => {
  const server = await serveSimulator({ pace: 1 });
  const response = await fetch(`${server.baseURL}/chat/completions`, {
    method: "POST",
    headers: { authorization: "Bearer sk-simulator", "content-type": "application/json" },
    body: JSON.stringify({ ...chat, stream: true }),
  });
  await Promise.all([server.close(), assert.rejects(response.text())]);
});

async function until(isTrue) {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 5));
}

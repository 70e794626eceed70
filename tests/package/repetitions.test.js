// Events that repeat another are what JSON.parse would make of them, and nobody else's.
import assert from "node:assert/strict";
import { test } from "node:test";
import { OpenAIClient } from "./client.js";

/** @param {string[]} chunks */
const streamed = (chunks) => {
  const encoder = new TextEncoder();
  const body = new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(encoder.encode(chunk));
      controller.close();
    },
  });
  const headers = { "content-type": "text/event-stream" };
  const fetch = async () => new Response(body, { headers });
  const client = new OpenAIClient({ apiKey: "sk-x", maxRetries: 0, fetch });
  return client.chat.completions.create({ model: "m", messages: [], stream: true });
};

/** @param {AsyncIterable<any>} values */
async function listOf(values) {
  const list = [];
  for await (const value of values) list.push(value);
  return list;
}

/**
 * The events of several streams that are read in turns of so many events.
 * @param {AsyncIterable<any>[]} streams
 * @param {number} turn
 */
async function inTurns(streams, turn) {
  /** @type {any[][]} */
  const lists = streams.map(() => []);
  const iterators = streams.map((stream) => stream[Symbol.asyncIterator]());
  const open = new Set(iterators.keys());
  while (open.size > 0) {
    for (const at of open) {
      for (let count = 0; count < turn; count++) {
        const { value, done } = await iterators[at].next();
        if (done) open.delete(at);
        else lists[at].push(value);
      }
    }
  }
  return lists;
}

const texts = [' "a"', "\n\\", "\ud83d", "\ude42", "é\u0000", "", '"content":"b"', "[DONE]"];

/** @type {((text: string, at: number) => any)[]} */
const kinds = [
  (content) => ({ id: "c", choices: [{ index: 0, delta: { content }, finish_reason: null }] }),
  (content, at) => ({
    choices: [{ delta: { content }, finish_reason: null }],
    obfuscation: "x".repeat(at),
  }),
  (text) => ({ choices: [{ text, index: 0, logprobs: null, finish_reason: null }], usage: null }),
  (delta, at) => ({
    type: "response.output_text.delta",
    sequence_number: at,
    delta,
    logprobs: [],
    obfuscation: "y".repeat(at),
  }),
  (delta) => ({ choices: [{ index: 0, finish_reason: null }], delta }),
  (content, at) => ({ choices: [{ index: at % 2, delta: { content }, finish_reason: null }] }),
  (content, at) => ({
    choices: [{ index: 0, delta: at % 3 ? { content } : {}, finish_reason: null }],
  }),
];

const eventsOf = (kind) => [...texts, ...texts].map((text, at) => kinds[kind](text, at));
const written = (event) => `data: ${JSON.stringify(event)}\n\n`;
const done = "data: [DONE]\n\n";

/** The same stream in one chunk, in one for each event, and cut in the middle of events. */
const cuts = (events) => {
  const whole = events.map(written).join("") + done;
  return [[whole], [...events.map(written), done], whole.match(/[^]{1,37}/gu)];
};

test("gives what JSON.parse would make of every event", async () => {
  for (const kind of kinds.keys()) {
    for (const chunks of cuts(eventsOf(kind))) {
      const found = await listOf(await streamed(chunks));
      const name = `kind ${kind} in ${chunks.length} chunks`;
      assert.deepEqual(found, eventsOf(kind), name);
      assert.equal(JSON.stringify(found), JSON.stringify(eventsOf(kind)), name);
    }
  }
});

test("gives the same events where streams take turns", async () => {
  for (const kind of kinds.keys()) {
    for (const turn of [1, 2, 3, 7, 16]) {
      const opened = cuts(eventsOf(kind)).map((chunks) => streamed(chunks));
      // The first chunk has an event that others may repeat, the second nothing but repetitions.
      const [first, ...more] = eventsOf(kind).map(written);
      opened.push(streamed([first, more.join(""), done]));
      for (const found of await inTurns(await Promise.all(opened), turn)) {
        assert.deepEqual(found, eventsOf(kind), `kind ${kind} in turns of ${turn}`);
      }
    }
  }
});

test("tells what came before streams broke off that took turns", async () => {
  const events = eventsOf(3).slice(0, 7);
  const [first, ...more] = events.map(written);
  for (const turn of [1, 2, 5]) {
    const streams = await Promise.all([1, 2, 3].map(() => streamed([first, more.join("")])));
    const wanted = { name: "IncompleteStreamError", received: 7, last: events.at(-1) };
    await assert.rejects(inTurns(streams, turn), wanted);
  }
});

test("leaves nothing at hand of a stream that is left or aborted while others are read", async () => {
  const [first, ...more] = eventsOf(0).map(written);
  const chunks = [first, more.join(""), done];
  for (const end of [(_, iterator) => iterator.return(), ({ controller }) => controller.abort()]) {
    const streams = await Promise.all([1, 2].map(() => streamed(chunks)));
    const iterators = streams.map((stream) => stream[Symbol.asyncIterator]());
    for (const _ of [1, 2, 3]) for (const iterator of iterators) await iterator.next();
    await end(streams[0], iterators[0]);
    assert.deepEqual(await iterators[0].next(), { value: undefined, done: true });
    assert.deepEqual((await iterators[1].next()).value, eventsOf(0)[3]);
  }
});

test("gives the same text as the events", async () => {
  for (const kind of kinds.keys()) {
    for (const chunks of cuts(eventsOf(kind))) {
      const [events, other] = (await streamed(chunks)).tee();
      const wanted = (await listOf(events.text())).join("");
      const found = (await listOf((await streamed(chunks)).text())).join("");
      assert.equal(found, wanted, `kind ${kind} in ${chunks.length} chunks`);
      void other;
    }
  }
});

test("gives events that may be changed", async () => {
  for (const chunks of cuts(eventsOf(1))) {
    const found = [];
    for await (const event of await streamed(chunks)) {
      found.push(JSON.stringify(event));
      event.choices[0].delta.role = event.more = "changed";
      event.choices.push("more");
    }
    assert.deepEqual(
      found,
      eventsOf(1).map((event) => JSON.stringify(event)),
    );
  }
});

test("tells what came before a stream broke off, however it was read", async () => {
  const events = eventsOf(3).slice(0, 5);
  for (const chunks of [[events.map(written).join("")], events.map(written)]) {
    for (const read of [(stream) => stream, (stream) => stream.text()]) {
      const reading = async () => listOf(read(await streamed(chunks)));
      const last = events.at(-1);
      await assert.rejects(reading, { name: "IncompleteStreamError", received: 5, last });
    }
  }
});

test("counts the events before the one that is no JSON", async () => {
  const text = eventsOf(0).slice(0, 4).map(written).join("") + "data: {oh}\n\n";
  for (const read of [(stream) => stream, (stream) => stream.text()]) {
    const reading = async () => listOf(read(await streamed([text])));
    await assert.rejects(reading, { message: "event 5 of the stream is not JSON" });
  }
});

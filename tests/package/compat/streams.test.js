// Both clients make the same items, and the same errors, of the same event streams.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { makeOracle, makeOurs } from "./clients.js";
import { differenceIn } from "./differences.js";
import { collect, collectUntilError, describeError } from "./outcome.js";
import { recordingFetch } from "./record.js";

const stream = true;

/** Every endpoint that streams in its own way. */
const opens = {
  "chat.completions": (client) => client.chat.completions.create({ model: "m", stream }),
  completions: (client) => client.completions.create({ model: "m", prompt: "p", stream }),
  responses: (client) => client.responses.create({ model: "m", stream }),
  "responses.retrieve": (client) => client.responses.retrieve("resp_1", { stream }),
  "beta.responses": (client) => client.beta.responses.create({ model: "m", stream }),
  "images.generate": (client) => client.images.generate({ prompt: "p", stream }),
  transcriptions: (client) => client.audio.transcriptions.create({ model: "m", stream }),
  runs: (client) => client.beta.threads.runs.create("t", { assistant_id: "a", stream }),
  createAndRun: (client) => client.beta.threads.createAndRun({ assistant_id: "a", stream }),
  "session events": (client) => client.beta.agents.sessions.events.stream("s"),
  "a generic call": (client) => client.post("/things", { body: {}, stream }),
};

const done = "data: [DONE]\n\n";

/** @type {Record<string, string>} */
const texts = {
  "one event": `data: {"a":1}\n\n${done}`,
  "several events": `data: {"a":1}\n\ndata: {"a":2}\n\n${done}`,
  "a chat chunk": `data: {"choices":[{"index":0,"delta":{"content":"hi"}}]}\n\n${done}`,
  "a chunk with a finish_reason": `data: {"choices":[{"finish_reason":"stop"}]}\n\n${done}`,
  "a chunk with usage alone": `data: {"choices":[],"usage":{"total_tokens":3}}\n\n${done}`,
  "a named event": `event: response.created\ndata: {"type":"response.created"}\n\n${done}`,
  "a thread event": `event: thread.run.created\ndata: {"id":"run_1"}\n\n${done}`,
  "a thread event with an error in it": `event: thread.x\ndata: {"error":{"message":"e"}}\n\n${done}`,
  "CRLF line ends": 'event: x\r\ndata: {"a":1}\r\n\r\ndata: [DONE]\r\n\r\n',
  "CR line ends": 'event: x\rdata: {"a":1}\r\rdata: [DONE]\r\r',
  "mixed line ends": 'data: {"a":1}\r\n\ndata: {"a":2}\n\r\ndata: [DONE]\r\r\n',
  "no space after the colon": `data:{"a":1}\n\n${done}`,
  "data in several lines": `data: {"a":\ndata: 1}\n\n${done}`,
  "comments, ids and retries": `: hi\nid: 7\nretry: 10\ndata: {"a":1}\n\n: bye\n\n${done}`,
  "unknown fields": `x: y\ndata: {"a":1}\nlonely\n\n${done}`,
  "letters of several bytes": `data: {"a":"ü 🙂 漢"}\n\n${done}`,
  "line separators in the JSON": `data: {"a":"\u2028\u2029\u0085"}\n\n${done}`,
  "values that are no objects": `data: 1\n\ndata: "x"\n\ndata: [2]\n\ndata: false\n\n${done}`,
  "more after the end": `data: {"a":1}\n\n${done}data: {"a":2}\n\n`,
  "an error event": `data: {"a":1}\n\nevent: error\ndata: {"error":{"message":"no","code":"c"}}\n\n`,
  "an error event without an inner error": 'event: error\ndata: {"message":"no","type":"t"}\n\n',
  "an error event of text": 'event: error\ndata: "no"\n\n',
  "an error inside data": `data: {"a":1}\n\ndata: {"error":{"message":"no","param":"p"}}\n\n`,
  "an error of text inside data": 'data: {"error":"no"}\n\n',
  "an error that is null": `data: {"error":null,"a":1}\n\n${done}`,
  "a response that failed": `data: {"type":"response.failed","response":{"error":{"code":"c"}}}\n\n${done}`,
  "a typed error": `event: error\ndata: {"type":"error","code":"c","message":"no","param":null}\n\n`,
  "broken JSON": 'data: {"a":1}\n\ndata: {"a":\n\n',
  "an end without an end marker": 'data: {"a":1}\n\n',
  "an event cut off": 'data: {"a":1}\n\ndata: {"a":2}',
  "a byte order mark": `\ufeffdata: {"a":1}\n\n${done}`,
  nothing: "",
};

const chunkSizes = [1, 7, Infinity];

/**
 * @param {string} text
 * @param {number} size
 */
function answer(text, size) {
  const bytes = new TextEncoder().encode(text);
  const step = Math.min(size, bytes.length || 1);
  const body = new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes.length; at += step)
        controller.enqueue(bytes.slice(at, at + step));
      controller.close();
    },
  });
  const headers = { "content-type": "text/event-stream", "x-request-id": "req_1" };
  return new Response(body, { headers });
}

async function read(makeClient, open, text, size) {
  const client = makeClient(recordingFetch(() => answer(text, size)).fetch);
  const opened = await open(client);
  return await collectUntilError(opened);
}

describe("gives the items that openai gives for", () => {
  for (const [title, text] of Object.entries(texts)) {
    test(title, async () => {
      for (const [kind, open] of Object.entries(opens)) {
        for (const size of chunkSizes) {
          const expected = await read(makeOracle, open, text, size);
          const actual = await read(makeOurs, open, text, size);
          assertAlike(kind, title, actual, expected);
        }
      }
    });
  }
});

// The events of a session go on for as long as the session: they have no end marker.
function assertAlike(kind, title, actual, expected) {
  const isEndless = kind === "session events" && expected.error === undefined;
  const meant = isEndless ? undefined : differenceIn("streams", title);
  if (meant === undefined) return assert.deepEqual(actual, expected, kind);
  assert.deepEqual(actual.all, expected.all, kind);
  assert.equal(actual.error?.class, meant.error, kind);
}

const twoEvents = `data: {"a":1}\n\ndata: {"a":2}\n\n${done}`;

/** What can be done with a stream beside reading it to its end. */
const uses = {
  "tee, read one after the other": async (opened) => {
    const [left, right] = opened.tee();
    return [await collect(left), await collect(right)];
  },
  "tee, read in turns": async (opened) => {
    const [left, right] = opened.tee().map((branch) => branch[Symbol.asyncIterator]());
    return [await left.next(), await right.next(), await right.next(), await left.next()];
  },
  toReadableStream: async (opened) => await new Response(opened.toReadableStream()).text(),
  fromReadableStream: async (opened) => {
    const again = opened.constructor.fromReadableStream(
      opened.toReadableStream(),
      new AbortController(),
    );
    return await collect(again);
  },
  break: async (opened) => {
    for await (const item of opened) return [item, opened.controller.signal.aborted];
  },
  "whether a break aborts": async (opened) => {
    for await (const _ of opened) break;
    return opened.controller.signal.aborted;
  },
  "abort before reading": async (opened) => {
    opened.controller.abort();
    return await collect(opened);
  },
  "abort while reading": async (opened) => {
    const items = [];
    for await (const item of opened) {
      items.push(item);
      opened.controller.abort();
    }
    return items;
  },
  "whether the end aborts": async (opened) => {
    await collect(opened);
    return opened.controller instanceof AbortController;
  },
};

describe("can be used as a stream of openai:", () => {
  for (const [title, use] of Object.entries(uses)) {
    test(title, async () => {
      const [expected, actual] = await Promise.all(
        [makeOracle, makeOurs].map(async (makeClient) => {
          const client = makeClient(recordingFetch(() => answer(twoEvents, Infinity)).fetch);
          return await use(await opens.responses(client));
        }),
      );
      assert.deepEqual(actual, expected);
    });
  }
});

test("refuses to be read twice", async () => {
  for (const makeClient of [makeOracle, makeOurs]) {
    const client = makeClient(recordingFetch(() => answer(twoEvents, Infinity)).fetch);
    const opened = await opens.responses(client);
    await collect(opened);
    await assert.rejects(collect(opened), (error) => describeError(error).class === "OpenAIError");
  }
});

test("says what came, and what the network says, when a stream breaks", async () => {
  const broken = () =>
    new Response(
      new ReadableStream({
        pull(controller) {
          controller.enqueue(new TextEncoder().encode('data: {"a":1}\n\n'));
          controller.error(new TypeError("terminated"));
        },
      }),
    );
  const outcomes = [makeOracle, makeOurs].map(async (makeClient) => {
    const client = makeClient(recordingFetch(broken).fetch);
    return await collectUntilError(await opens.responses(client));
  });
  const [expected, actual] = await Promise.all(outcomes);
  assert.deepEqual(actual.all, expected.all);
  assert.equal(actual.error.class, differenceIn("streams", "a broken connection").error);
  assert.equal(actual.error.cause, expected.error.message);
});

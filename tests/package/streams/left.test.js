// What a stream or a body leaves behind: listeners, locks, timers, an aborted controller.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { getEventListeners } from "node:events";
import { test } from "node:test";
import { promisify } from "node:util";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { OpenAIClient } from "../client.js";
import { bodyOf, bytes, clientOf, opens, readAll } from "./served.js";

const done = "data: [DONE]\n\n";
const events = bytes(`data: {"a":1}\n\ndata: {"a":2}\n\n${done}`);
const listeners = (/** @type {AbortSignal} */ signal) => getEventListeners(signal, "abort").length;

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");

test("has one listener on a signal at most, and none once the bodies are read", async () => {
  const { signal } = new AbortController();
  const client = clientOf(() => bodyOf([events]));
  const streams = await Promise.all(
    Array.from({ length: 12 }, () => opens.chat(client, { signal })),
  );
  assert.equal(listeners(signal), 1);
  for (const stream of streams) await readAll(stream);
  assert.equal(listeners(signal), 0);
  const calls = [
    () => client.audio.speech.create({ model: "m", input: "i", voice: "v" }, { signal }),
    () => client.files.content("f", { signal }),
    () => client.models.list({ signal }).asResponse(),
  ];
  const responses = await Promise.all(calls.map((call) => call()));
  assert.equal(listeners(signal), 1);
  for (const response of responses) await response.arrayBuffer();
  assert.equal(listeners(signal), 0);
});

test("lets go of a signal with the streams that nobody reads", async () => {
  const { signal } = new AbortController();
  const client = clientOf(() => bodyOf([events]));
  for (let count = 0; count < 100; count++) await opens.chat(client, { signal });
  assert.equal(listeners(signal), 1);
  while (listeners(signal) > 0) {
    collect();
    await new Promise((resolve) => setTimeout(resolve));
  }
});

test("an aborted body is an abort of the caller, whoever reads it", async () => {
  for (const reason of [undefined, new Error("mine")]) {
    const calls = [
      (client, options) => client.chat.completions.create({ model: "m", messages: [] }, options),
      (client, options) => client.models.list(options),
      async (client, options) => (await client.files.content("f", options)).text(),
    ];
    for (const call of calls) {
      const controller = new AbortController();
      const wrap = (response) => {
        // Once the body is being read.
        setTimeout(() => controller.abort(reason));
        return response;
      };
      const fetch = async (_url, { signal }) => wrap(endless(signal));
      const client = new OpenAIClient({ apiKey: "sk-x", baseURL: "http://api.test/v1", fetch });
      const error = await call(client, { signal: controller.signal }).then(assert.fail, (it) => it);
      assert.equal(error.constructor.name, "APIUserAbortError");
      assert.equal(error.cause, controller.signal.reason);
    }
  }
});

/** An answer whose body ends only with its signal. */
function endless(/** @type {AbortSignal} */ signal) {
  const body = new ReadableStream({
    start: (stream) => signal.addEventListener("abort", () => stream.error(signal.reason)),
  });
  return new Response(body, { headers: { "content-type": "application/json" } });
}

test("says whether a stream was left or has failed by its controller, as openai does", async () => {
  const uses = {
    "read to its end": async (stream) => void (await readAll(stream)),
    left: async (stream) => {
      for await (const _ of stream) break;
    },
    "aborted before": async (stream) => {
      stream.controller.abort();
      assert.deepEqual((await readAll(stream)).all, []);
    },
  };
  const broken = bytes('data: {"a":1}\n\ndata: {"a":\n\n');
  for (const body of [events, broken]) {
    for (const [name, use] of Object.entries(uses)) {
      const aborted = [];
      for (const oracle of [true, false]) {
        const stream = await opens.chat(clientOf(() => bodyOf([body]), { oracle }));
        await use(stream);
        aborted.push(stream.controller.signal.aborted);
      }
      assert.equal(aborted[1], aborted[0], name);
    }
  }
});

test("unlocks the body, and takes the lines of a stream up to the broken one", async () => {
  const opened = await opens.chat(clientOf(() => bodyOf([events])));
  const body = bodyOf([bytes('{"a":1}\r\n{"a":'), "2}\n\nbroken\n{}"]);
  const controller = new AbortController();
  const { all, error } = await readAll(opened.constructor.fromReadableStream(body, controller));
  assert.deepEqual(all, [{ a: 1 }, { a: 2 }]);
  assert.equal(error.message, "a line of the stream is not JSON");
  assert.deepEqual([error.data, body.locked, controller.signal.aborted], ["broken", false, true]);
  const aborted = AbortSignal.abort();
  const untouched = new ReadableStream({ pull: () => assert.fail("read") }, { highWaterMark: 0 });
  const stream = opened.constructor.fromReadableStream(untouched, { signal: aborted, abort() {} });
  assert.deepEqual((await readAll(stream)).all, []);
});

test("a stream that nobody reads keeps no process alive", async () => {
  const script = `
    import { OpenAIClient } from ${JSON.stringify(new URL("../../../pkg/index.js", import.meta.url).href)};
    const fetch = async () => new Response(new ReadableStream({}));
    const client = new OpenAIClient({ apiKey: "sk-x", fetch, firstByteTimeout: 3600000 });
    await client.chat.completions.create({ model: "m", messages: [], stream: true });
    console.log("opened");
  `;
  const run = promisify(execFile)(process.execPath, ["--input-type=module", "-e", script]);
  assert.equal((await run).stdout, "opened\n");
});

test("gives the branches of a split stream all of it, the one that lags as well", async () => {
  const many = `data: {"a":1}\n\n`.repeat(100_000) + done;
  const opened = await opens.chat(clientOf(() => bodyOf([bytes(many)])));
  const [left, right] = opened.tee();
  assert.equal((await readAll(left)).all.length, 100_000);
  assert.equal((await readAll(right)).all.length, 100_000);
});

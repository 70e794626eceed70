// Streams that are odd: what comes of them beside `openai`, or in place of its error.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { bodyOf, bytes, clientOf, opens, readAll } from "./served.js";

const done = "data: [DONE]\n\n";

/** @param {any[]} chunks @param {any} [more] */
const read = async (chunks, more) =>
  readAll(await opens.chat(clientOf(() => bodyOf(chunks), more)));

/** @param {string} text @param {any} [more] */
const readText = (text, more) => read([bytes(text)], more);

const chunk = (/** @type {any} */ choice, more = {}) =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: {}, ...choice }], ...more })}\n\n`;
const finished = chunk({ finish_reason: "stop" });

test("takes each event for one JSON value, or says which is none", async () => {
  const broken = [
    "data:  \n\n",
    "data: \t\n\n",
    "data:\ndata:\n\n",
    'data: {"delta":"a"},"forged"\n\n',
    'data: {"a":[1\n\ndata: 2]},{}\n\n',
    "data: {a}\n\n",
    'event: thread.x\ndata: {"a":1},"event":"thread.run.completed"\n\n',
  ];
  for (const text of broken) {
    for (const before of ["", 'data: {"delta":"a"}\n\n'.repeat(3)]) {
      const { all, error } = await readText(before + text + done);
      const number = before ? 4 : 1;
      assert.equal(error?.message, `event ${number} of the stream is not JSON`, text);
      assert.equal(all.length, number - 1, text);
    }
  }
});

test("means what JSON.parse means by names that come twice", async () => {
  const events = [
    '{"delta":"a","delta":1}',
    '{"delta":"b","delta":1}',
    '{"choices":[{"index":0,"delta":{"content":"a","content":"b"}}]}',
    '{"choices":[{"index":0,"delta":{"content":"c","content":"b"}}]}',
    '{"delta":"a","obfuscation":"x","obfuscation":"y"}',
    '{"delta":"a","obfuscation":"z","obfuscation":"y"}',
  ];
  const parsed = events.map((event) => JSON.parse(event));
  const ask = (/** @type {string} */ text) =>
    clientOf(() => bodyOf([bytes(text)])).responses.create({ model: "m", stream: true });
  const text = events.map((event) => `data: ${event}\n\n`).join("");
  assert.deepEqual((await readAll(await ask(text + done))).all, parsed);
});

test("hands out an answer whose usage or choices are odd as it came", async () => {
  const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
  const bodies = [
    '{"usage":{"prompt_tokens":{"toString":1},"input_tokens":null}}',
    `{"usage":{"prompt_tokens":${deep}}}`,
    '{"choices":5}',
    '{"choices":[null]}',
    '{"choices":{}}',
    '{"choices":["x"],"usage":5}',
  ];
  for (const body of bodies) {
    const wanted = JSON.parse(body);
    const streamed = await readText(`data: ${body}\n\n${done}`);
    assert.ok(sameText(streamed.all[0], wanted), body.slice(0, 40));
    const client = clientOf(() => body, { type: "application/json" });
    const answer = await client.chat.completions.create({ model: "m", messages: [] });
    assert.ok(sameText(answer, wanted), body.slice(0, 40));
    assert.ok(await client.responses.create({ model: "m" }));
    assert.ok(await client.embeddings.create({ model: "m", input: "a" }));
  }
});

/** What is 100,000 deep is compared by its text alone. */
const sameText = (/** @type {any} */ one, /** @type {any} */ other) =>
  one.usage?.prompt_tokens instanceof Array || JSON.stringify(one) === JSON.stringify(other);

test("ends by what the events say, however the network cuts them", async () => {
  const whole = [
    [finished, chunk({})],
    [finished, 'data: {"choices":[],"usage":{"total_tokens":1}}\n\n'],
    [finished, "data: {}\n\n"],
    ['data: {"type":"response.completed"}\n\n', 'data: {"type":"ping"}\n\n'],
    ["data: {}\n\n", "data: [DONE] \n\n"],
    ["data: {}\n\n", "data: [DONE]\t\n\n"],
  ];
  for (const chunks of whole) {
    for (const cut of [chunks, [chunks.join("")]]) {
      assert.equal((await read(cut.map(bytes))).error, undefined, chunks.join(""));
    }
  }
  const usage = { usage: { total_tokens: 1 } };
  const broken = [
    [chunk({ finish_reason: "" }), chunk({ finish_reason: "" })],
    [chunk({}, usage), chunk({}, usage)],
    [chunk({}, { usage: {} })],
    [chunk({ index: 1 }), chunk({ index: 0 }), finished],
  ];
  for (const chunks of broken) {
    const { error } = await readText(chunks.join(""));
    assert.equal(error?.constructor.name, "IncompleteStreamError", chunks.join(""));
  }
});

test("takes chunks of every kind that a fetch may bring, as openai does", async () => {
  const text = finished + done;
  const kinds = {
    strings: [...text],
    buffers: [Buffer.from(text)],
    "array buffers": [bytes(text).buffer],
    "empty chunks": [bytes(""), bytes(text), ""],
  };
  for (const [name, chunks] of Object.entries(kinds)) {
    const [ours, theirs] = [await read(chunks), await read(chunks, { oracle: true })];
    assert.deepEqual(ours, theirs, name);
  }
  assert.equal((await read([new DataView(bytes(text).buffer)])).all.length, 1);
  const generate = async function* () {
    yield* text;
  };
  const wrap = (/** @type {Response} */ { headers }) => ({
    status: 200,
    ok: true,
    headers,
    body: generate(),
  });
  assert.equal((await read([], { wrap })).all.length, 1);
  const { error } = await read([{ odd: true }]);
  assert.match(String(error), /neither bytes nor text/);
});

test("says what the server says in place of a stream", async () => {
  const cases = {
    "an error": ['{\n"error":{"message":"no such model","code":"c"}}', /^no such model$/],
    "a completion": [
      '{"choices":[]}',
      /chat\.completions\.create should answer with a stream of events/,
    ],
    "a page": ["\n<html></html>", /is https:\/\/api\.test\/v1\/chat\/completions the API\?/],
  };
  for (const [name, [text, message]] of Object.entries(cases)) {
    const { all, error } = await readText(/** @type {string} */ (text));
    assert.deepEqual(all, [], name);
    assert.match(error.message, /** @type {RegExp} */ (message), name);
  }
});

test("prints no data of a broken event", async () => {
  const secret = "4111 1111 1111 1111";
  const texts = [`data: {"card": ${secret}}\n\n`, `event: error\ndata: {"card": ${secret}}\n\n`];
  for (const text of texts) {
    const { error } = await readText(text + done);
    assert.ok(!inspect(error).includes("4111"), inspect(error));
    assert.ok(error.data.includes(secret));
  }
  const { error } = await readText("event: error\ndata: null\n\n");
  const theirs = await readText("event: error\ndata: null\n\n", { oracle: true });
  assert.equal(error.message, theirs.error.message);
});

test("takes a long event apart from the memory of the module, and refuses one without end", async () => {
  const long = "x".repeat(5_000_000);
  const { all } = await readText(chunk({ delta: { content: long } }) + finished + done);
  assert.equal(all[0].choices[0].delta.content.length, long.length);
  const endless = Array.from({ length: 65 }, () => "x".repeat(2 ** 20));
  const { all: before, error } = await read([finished, "data: ", ...endless]);
  assert.equal(before.length, 1);
  assert.equal(error.message, "event 2 of the stream is longer than maxEventBytes");
  const options = { maxEventBytes: 100 };
  const bounded = await readText(finished + chunk({ delta: { content: long } }), { options });
  assert.equal(bounded.all.length, 1);
  assert.equal(bounded.error.message, error.message);
});

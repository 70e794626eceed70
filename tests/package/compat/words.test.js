// Every word on a line of the catalogue says what `openai` does, and no line lacks one.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { callArguments, minimalParams } from "./arguments.js";
import { readCatalogue } from "./catalogue.js";
import { makeOracle } from "./oracle.js";
import { collect } from "./outcome.js";
import { recordingFetch } from "./record.js";
import { callMethod, findMethod, hasOptionalParams } from "./reflect.js";

const catalogue = readCatalogue();
const oracle = makeOracle(recordingFetch().fetch);

/**
 * @param {string} name
 * @param {unknown[]} args
 * @param {() => Response} [answer]
 */
async function callOracle(name, args, answer) {
  const { fetch, requests } = recordingFetch(answer);
  const value = await callMethod(makeOracle(fetch), name, args);
  return { value, requests };
}

/** @param {string} text */
const eventStream = (text) => () =>
  new Response(text, { headers: { "content-type": "text/event-stream" } });

const withWord = (word) => catalogue.filter(({ words }) => words.has(word));

const streamArguments = (endpoint) =>
  callArguments(endpoint, "id-1", { ...minimalParams(endpoint), stream: true });

const formTypes = { "": "multipart/form-data; boundary=…", uploads: "application/json" };

test("says by a word how a form without a file is encoded", async () => {
  for (const endpoint of withWord("form")) {
    const params = endpoint.words.has("parts") ? { sdp: "v=0", session: {} } : { name: "x" };
    const args = callArguments(endpoint, "id-1", params);
    const { requests } = await callOracle(endpoint.name, args);
    const type = requests[0].headers["content-type"];
    assert.equal(type, formTypes[endpoint.words.get("form")], endpoint.name);
  }
});

test("says by a word which parts of a form have types, and which is sent alone", async () => {
  const [endpoint] = withWord("parts");
  const { requests } = await callOracle(endpoint.name, [{ session: {}, sdp: "v=0", other: 1 }]);
  const typed = requests[0].body.parts.filter(({ type }) => type !== null);
  const parts = typed.map(({ field, type }) => `${/name="(\w+)"/.exec(field)[1]}:${type}`);
  assert.equal(parts.join(), endpoint.words.get("parts"));
  const alone = await callOracle(endpoint.name, [{ [endpoint.words.get("raw")]: "v=0" }]);
  assert.equal(alone.requests[0].body, "v=0");
});

// In the query of other endpoints `stream` is taken for a misplaced option and refused.
const takesStreamParam = ({ method, words }) =>
  method === "POST" || words.has("stream") || words.has("streams");

describe("says by a word what streams", () => {
  for (const endpoint of catalogue.filter(takesStreamParam)) {
    test(endpoint.name, async () => {
      const isStream = async (args) =>
        typeof (await callOracle(endpoint.name, args, answer)).value?.tee === "function";
      const answer = () => Response.json({});
      const plain = callArguments(endpoint, "id-1", minimalParams(endpoint));
      const { words } = endpoint;
      const always = words.has("streams");
      assert.equal(await isStream(plain), always, "without stream");
      assert.equal(await isStream(streamArguments(endpoint)), always || words.has("stream"));
    });
  }
});

const namedEvent = 'event: thing\ndata: {"a":1}\n\ndata: [DONE]\n\n';
const errorEvent = 'event: error\ndata: {"error":{"message":"no"}}\n\ndata: [DONE]\n\n';

describe("says by a word what the items of a stream are", () => {
  for (const endpoint of [...withWord("stream"), ...withWord("streams")]) {
    test(endpoint.name, async () => {
      const open = async (text) =>
        (await callOracle(endpoint.name, streamArguments(endpoint), eventStream(text))).value;
      const item = endpoint.words.has("events") ? { event: "thing", data: { a: 1 } } : { a: 1 };
      assert.deepEqual(await collect(await open(namedEvent)), [item]);
      const failing = collect(await open(errorEvent));
      if (endpoint.words.has("verbatim")) assert.equal((await failing).length, 1);
      else await assert.rejects(failing, { name: "Error", message: "no" });
    });
  }
});

const pageClasses = {
  "": "CursorPage",
  last_id: "ConversationCursorPage",
  next: "NextCursorPage",
  token: "TokenPage",
  none: "Page",
};

test("says by a word how a list is paged", async () => {
  for (const endpoint of catalogue) {
    if (endpoint.words.has("streams")) continue;
    const args = callArguments(endpoint, "id-1", minimalParams(endpoint));
    const { value } = await callOracle(endpoint.name, args);
    const isPage = typeof value?.getNextPage === "function";
    assert.equal(isPage, endpoint.words.has("page"), endpoint.name);
    if (isPage) assert.ok(classNames(value).includes(pageClasses[endpoint.words.get("page")]));
  }
});

function classNames(value) {
  const names = [];
  for (let at = value; at !== null; at = Object.getPrototypeOf(at)) names.push(at.constructor.name);
  return names.slice(0, 3);
}

test("says by a word which answers are handed out as they are", async () => {
  for (const endpoint of catalogue) {
    if (endpoint.words.has("streams")) continue;
    const args = callArguments(endpoint, "id-1", minimalParams(endpoint));
    const { value } = await callOracle(endpoint.name, args);
    assert.equal(value instanceof Response, endpoint.words.has("bytes"), endpoint.name);
  }
});

const message = { type: "message", content: [{ type: "output_text", text: "hi" }] };

test("says by a word which answers get an output_text", async () => {
  for (const endpoint of catalogue.filter(({ name }) => /responses\.\w+$/.test(name))) {
    const args = callArguments(endpoint, "id-1", minimalParams(endpoint));
    const answer = () => Response.json({ object: "response", output: [message] });
    const { value } = await callOracle(endpoint.name, args, answer);
    const text = endpoint.words.has("output_text") ? "hi" : undefined;
    assert.equal(value.output_text, text, endpoint.name);
  }
});

test("says by a word where a chunk without a finish_reason gets null for one", async () => {
  const answer = eventStream('data: {"choices":[{"index":0}]}\n\ndata: [DONE]\n\n');
  for (const endpoint of withWord("stream")) {
    const { value } = await callOracle(endpoint.name, streamArguments(endpoint), answer);
    const [item] = await collect(value);
    const isNull = (item.data ?? item).choices[0].finish_reason === null;
    assert.equal(isNull, endpoint.words.has("finish_reason"), endpoint.name);
  }
});

test("says by a word where base64 is asked for and decoded", async () => {
  const floats = Buffer.from(new Float32Array([1, 0.5]).buffer).toString("base64");
  const answer = () => Response.json({ data: [{ embedding: floats }] });
  assert.deepEqual(
    withWord("base64").map(({ name }) => name),
    ["embeddings.create"],
  );
  const { value, requests } = await callOracle("embeddings.create", [{ input: "a" }], answer);
  assert.deepEqual([...value.data[0].embedding], [1, 0.5]);
  assert.equal(requests[0].body, '{"input":"a","encoding_format":"base64"}');
});

test("says by a word where the second of two arguments is the options", async () => {
  for (const endpoint of withWord("query").filter(({ words }) => words.get("query") === "")) {
    if (!hasOptionalParams(oracle, endpoint.name)) continue;
    const args = endpoint.ids.length > 0 ? ["id-1", { after: "x" }] : [{ after: "x" }];
    const { requests } = await callOracle(endpoint.name, args);
    const isIgnored = !requests[0].query.includes("after=x");
    assert.equal(isIgnored, endpoint.words.has("options_first"), endpoint.name);
  }
});

test("says by a word where filenames keep their folders", async () => {
  for (const endpoint of withWord("form")) {
    if (endpoint.words.has("parts")) continue;
    const params = { ...minimalParams(endpoint), file: new File(["x"], "a/b.txt") };
    const { requests } = await callOracle(endpoint.name, callArguments(endpoint, "id-1", params));
    const keeps = requests[0].body.parts.some(({ field }) => field.includes('filename="a/b.txt"'));
    assert.equal(keeps, endpoint.words.get("filenames") === "paths", endpoint.name);
  }
});

test("names every null that openai leaves out", () => {
  const sources = catalogue.filter(({ name }) =>
    /omitNulls|value !== null/.test(String(findMethod(oracle, name).method)),
  );
  assert.deepEqual(sources, withWord("omit_null"));
});

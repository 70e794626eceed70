// Both clients make the same of the same answers: values, files and pages.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { makeOracle, makeOurs } from "./clients.js";
import { differenceIn } from "./differences.js";
import { collect, observeOutcome } from "./outcome.js";

/**
 * @param {import("./outcome.js").Answer[]} answers
 * @param {(client: any) => Promise<unknown>} call
 */
async function assertSame(answers, call) {
  const expected = await observeOutcome(makeOracle, answers, call);
  assert.deepEqual(await observeOutcome(makeOurs, answers, call), expected);
  return expected;
}

/**
 * @param {BodyInit | null} body
 * @param {string | null} type
 * @param {ResponseInit} [init]
 */
function answer(body, type, { headers, ...init } = {}) {
  const all = new Headers({ "x-request-id": "req_1", ...headers });
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  if (type !== null) all.set("content-type", type);
  return () => new Response(bytes, { ...init, headers: all });
}

const json = "application/json";

const values = {
  "an object": answer('{"id":"x","object":"file"}', json),
  "an object in a JSON type with parameters": answer('{"a":1}', "application/json; charset=utf-8"),
  "an object in a type of capitals": answer('{"a":1}', "Application/JSON"),
  "an object in a +json type": answer('{"a":1}', "application/problem+json"),
  "an object in a +json type with parameters": answer('{"a":1}', "application/x+json;v=1"),
  "an object without a request id": answer('{"a":1}', json, { headers: { "x-request-id": "" } }),
  "an array": answer("[1,2]", json),
  "a string": answer('"text"', json),
  "a number": answer("0", json),
  null: answer("null", json),
  false: answer("false", json),
  "an object with its own _request_id": answer('{"_request_id":"mine"}', json),
  "a key named __proto__": answer('{"__proto__":{"a":1}}', json),
  "nothing in a JSON type": answer("", json),
  "a content-length of 0": answer(null, json, { headers: { "content-length": "0" } }),
  "no content (204)": answer(null, json, { status: 204 }),
  "no content (205)": answer(null, null, { status: 205 }),
  "created (201)": answer('{"a":1}', json, { status: 201 }),
  "plain text": answer("hello", "text/plain"),
  "JSON in plain text": answer('{"a":1}', "text/plain"),
  "JSON without a type": answer('{"a":1}', null),
  "a page of HTML": answer("<p>hi", "text/html"),
  "an event stream that was not asked for": answer("data: 1\n\n", "text/event-stream"),
  "text with a byte order mark": answer("\ufeffhi", "text/plain"),
  "JSON with a byte order mark": answer('\ufeff{"a":1}', json),
  "broken JSON": answer('{"a":', json),
};

const anyCall = [
  (client) => client.files.retrieve("f"),
  (client) => client.get("/anything"),
  (client) => client.audio.transcriptions.create({ model: "m" }),
];

describe("gives the value that openai gives for", () => {
  for (const [title, given] of Object.entries(values)) {
    const meant = differenceIn("values", title);
    test(title, async () => {
      for (const call of anyCall) {
        if (meant === undefined) await assertSame([given], call);
        else await assertThrows(meant.error, [given], call);
      }
    });
  }
});

async function assertThrows(errorClass, answers, call) {
  const { error } = await observeOutcome(makeOurs, answers, call);
  assert.equal(error?.class, errorClass);
}

const binaryMethods = [
  ["files.content", (client) => client.files.content("f")],
  ["audio.speech.create", (client) => client.audio.speech.create({ model: "m", input: "hi" })],
  [
    "containers.files.content",
    (client) => client.containers.files.content.retrieve("f", { container_id: "c" }),
  ],
];

describe("hands out as a Response", () => {
  for (const [title, call] of binaryMethods) {
    test(title, async () => {
      await assertSame([answer("bytes", "audio/mpeg")], call);
      await assertSame([answer('{"a":1}', json)], call);
      await assertSame([answer("", "application/octet-stream")], call);
      await assertSame([answer(null, null, { status: 204 })], call);
    });
  }
});

const message = (...texts) => ({
  type: "message",
  content: texts.map((text) => ({ type: "output_text", text })),
});

const responses = {
  "several texts": [message("a", "b"), { type: "reasoning" }, message("c")],
  "no text": [{ type: "function_call" }, { type: "message", content: [{ type: "refusal" }] }],
  "no output": [],
};

test("adds output_text to responses as openai does", async () => {
  for (const output of Object.values(responses)) {
    for (const object of ["response", "other"]) {
      const given = answer(JSON.stringify({ object, output, output_text: "old" }), json);
      await assertSame([given], (client) => client.responses.create({ model: "m" }));
      await assertSame([given], (client) => client.responses.retrieve("resp_1"));
      await assertSame([given], (client) => client.responses.cancel("resp_1"));
    }
  }
});

const base64 = Buffer.from(new Float32Array([0.25, -1, 3e-7]).buffer).toString("base64");

test("decodes embeddings as openai does", async () => {
  for (const embedding of [base64, "", [0.5, 1]]) {
    const given = answer(JSON.stringify({ data: [{ embedding, index: 0 }], usage: {} }), json);
    for (const encoding_format of [undefined, "float", "base64"]) {
      const params = { model: "m", input: "a", encoding_format };
      await assertSame([given], (client) => client.embeddings.create(params));
    }
  }
});

const items = (...ids) => ids.map((id) => ({ id }));
const pageAnswer = (body) => answer(JSON.stringify(body), json);

/** Each kind of page with its fields, and how to get one. */
const pagedMethods = {
  "a page after the last item": [["data", "has_more"], (client) => client.files.list({ limit: 2 })],
  "a page after last_id": [
    ["data", "has_more", "last_id"],
    (client) => client.conversations.items.list("conv_1", { limit: 2 }),
  ],
  "a page after next": [
    ["data", "has_more", "next"],
    (client) => client.admin.organization.groups.list({ limit: 2 }),
  ],
  "a page at a token": [
    ["data", "has_more", "next"],
    (client) => client.beta.agents.environments.files.list("env_1", { limit: 2 }),
  ],
  "the only page": [["data", "object"], (client) => client.models.list()],
  "a page of environments": [
    ["data", "has_more", "object", "first_id", "last_id"],
    (client) => client.beta.agents.environments.list({ limit: 2 }),
  ],
  "a list that is posted": [
    ["data", "object"],
    (client) => client.vectorStores.search("vs_1", { query: "q" }),
  ],
};

const pick = (page, fields) => Object.fromEntries(fields.map((name) => [name, page[name]]));

const everyCursor = { object: "list", first_id: "a", last_id: "b", next: "token" };

const pages = {
  "two pages": [
    { ...everyCursor, data: items("a", "b"), has_more: true },
    { ...everyCursor, data: items("c"), has_more: false, last_id: "c", next: null },
  ],
  "an empty page that says there is more": [{ ...everyCursor, data: [], has_more: true }, {}],
  "no cursor": [{ data: [{}], has_more: true }],
  "no has_more": [
    { ...everyCursor, data: items("a") },
    { data: items("b"), has_more: false },
  ],
  "no data": [{ has_more: true }],
  "no page at all": [{}],
};

describe("pages as openai does:", () => {
  for (const [kind, [fields, list]] of Object.entries(pagedMethods)) {
    for (const [title, bodies] of Object.entries(pages)) {
      test(`${kind}, ${title}`, async () => {
        const answers = [...bodies.map(pageAnswer), pageAnswer({ data: [], has_more: false })];
        await assertSame(answers, async (client) => pick(await list(client), fields));
        await assertSame(answers, (client) => collect(list(client)));
        await assertSame(answers, async (client) => (await list(client)).hasNextPage());
        await assertSame(answers, async (client) => pagesOf(await list(client)));
        await assertSameNextPage(answers, list);
      });
    }
  }
});

const pagesOf = async (page) => (await collect(page.iterPages())).map(({ data }) => data);

// Where no next page is expected both refuse; the words are each client's own.
async function assertSameNextPage(answers, list) {
  const call = async (client) => (await (await list(client)).getNextPage()).data;
  const expected = await observeOutcome(makeOracle, answers, call);
  const actual = await observeOutcome(makeOurs, answers, call);
  assert.deepEqual(actual.value, expected.value);
  assert.equal(actual.error?.class, expected.error?.class);
  assert.deepEqual(actual.requests, expected.requests);
}

test("keeps the options of a list on its next pages", async () => {
  const answers = pages["two pages"].map(pageAnswer);
  const options = { headers: { "X-Extra": "1" }, query: { limit: 1, tags: ["a", "b"] } };
  const { requests } = await assertSame(answers, (client) =>
    collect(client.files.list({}, options)),
  );
  assert.equal(requests.length, 2);
});

// Both clients send the same requests, whichever method is called and however.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { variations } from "./arguments.js";
import { readCatalogue } from "./catalogue.js";
import { makeOracle, makeOurs } from "./clients.js";
import { differenceIn, differences } from "./differences.js";
import { recordingFetch } from "./record.js";
import { callMethod, findMethod, hasOptionalParams, methodNames } from "./reflect.js";

const oracle = makeOracle(recordingFetch().fetch);
const names = methodNames(oracle);

/**
 * The requests of one call, and the class of what it throws.
 * @param {(fetch: typeof globalThis.fetch) => object} makeClient
 * @param {string} name
 * @param {unknown[]} args
 */
async function observe(makeClient, name, args) {
  const { fetch, requests } = recordingFetch();
  try {
    const value = await callMethod(makeClient(fetch), name, args);
    // A stream that nobody reads would keep its timers.
    value?.controller?.abort();
    return { requests, threw: false };
  } catch (error) {
    return { requests, threw: true, error };
  }
}

/**
 * @param {string} name
 * @param {import("./arguments.js").Variation} variation
 */
async function compareRequests(name, { title, args }) {
  if (differenceIn(title, name)) return;
  const expected = await observe(makeOracle, name, args());
  const actual = await observe(makeOurs, name, args());
  const because = actual.error ? ` (${actual.error.stack})` : "";
  assert.equal(actual.threw, expected.threw, `${name}, ${title}: whether it throws${because}`);
  assert.deepEqual(actual.requests, expected.requests, `${name}, ${title}`);
}

test("has every method that openai has", () => {
  const ours = makeOurs(recordingFetch().fetch);
  const missing = names.filter((name) => typeof findMethod(ours, name).method !== "function");
  assert.deepEqual(missing, []);
});

const wheres = ["streams", "values", "exports", "errors", "clients"];

test("names no difference for a method that openai does not have", () => {
  const methods = differences.filter(({ where }) => !wheres.includes(where));
  assert.deepEqual(
    methods.filter(({ what }) => !names.includes(what)),
    [],
  );
});

describe("sends what openai sends", () => {
  for (const endpoint of readCatalogue()) {
    test(endpoint.name, async () => {
      const isOptional = hasOptionalParams(oracle, endpoint.name);
      for (const variation of variations(endpoint, isOptional)) {
        await compareRequests(endpoint.name, variation);
      }
    });
  }
});

const brokenIds = [undefined, null, ".", "..", {}];

describe("refuses ids that openai refuses, and sends nothing", () => {
  for (const id of brokenIds) {
    test(`${JSON.stringify(id)} in place of an id`, async () => {
      for (const makeClient of [makeOracle, makeOurs]) {
        const last = await observe(makeClient, "files.retrieve", [id]);
        const params = { thread_id: id };
        const earlier = await observe(makeClient, "beta.threads.runs.retrieve", ["run_1", params]);
        assert.deepEqual([last.threw, last.requests.length], [true, 0], makeClient.name);
        assert.deepEqual([earlier.threw, earlier.requests.length], [true, 0], makeClient.name);
      }
    });
  }
});

test("keeps a path without a slash below the base, where openai lengthens the host", async () => {
  const hosts = [];
  for (const makeClient of [makeOracle, makeOurs]) {
    const fetch = async (url) => (hosts.push(new URL(url).host), Response.json({}));
    await makeClient(fetch, { baseURL: "https://api.test" }).get("@evil.test/x");
  }
  assert.deepEqual(hosts, ["evil.test", "api.test"]);
});

const genericCalls = [
  ["get", ["/models"]],
  ["get", ["/models", { query: { a: ["b"], c: { d: "e" } }, headers: { "X-Extra": "1" } }]],
  ["get", ["/models/x?a=b", { query: { c: "d" } }]],
  ["get", ["https://elsewhere.test/v2/things", { allowOtherHost: true }]],
  ["post", ["/things", { body: { a: [1, { b: null }] } }]],
  ["post", ["/things", { body: "text", headers: { "content-type": "text/plain" } }]],
  ["post", ["/things", { body: "text" }]],
  ["post", ["/things", { body: new URLSearchParams({ a: "b c" }) }]],
  ["post", ["/things", { body: new Uint8Array([104, 105]) }]],
  ["post", ["/things", { body: new Blob(["hi"], { type: "text/x-hi" }) }]],
  [
    "post",
    [
      "/things",
      {
        body: { a: "b", c: ["d"] },
        headers: { "content-type": "application/x-www-form-urlencoded" },
      },
    ],
  ],
  ["post", ["/things"]],
  ["post", ["/things", { body: null }]],
  ["post", ["/things", { body: undefined }]],
  ["put", ["/things/1", { body: { a: 1 } }]],
  ["patch", ["/things/1", { body: { a: 1 } }]],
  ["delete", ["/things/1", { query: { a: 1 } }]],
  ["delete", ["/things/1", { body: { a: 1 } }]],
  ["get", ["/models", { headers: { Authorization: null } }]],
  [
    "get",
    [
      "/models",
      {
        headers: [
          ["X-Extra", "1"],
          ["X-Extra", "2"],
        ],
      },
    ],
  ],
  ["get", ["/models", { headers: new Headers({ "X-Extra": "1" }) }]],
  ["request", [{ method: "post", path: "/things", body: { a: 1 } }]],
];

describe("sends what the generic calls of openai send", () => {
  genericCalls.forEach(([name, args], index) => {
    test(`${name} ${JSON.stringify(args)} (${index})`, () =>
      compareRequests(name, { title: "generic", args: () => args }));
  });
});

const overrides = [
  ["files.list", [{ limit: 1 }, { query: { limit: 2 } }]],
  ["chat.completions.create", [{ model: "a" }, { body: { model: "b" } }]],
  ["files.retrieve", ["file-1", { path: "/elsewhere" }]],
  ["files.retrieve", ["file-1", { method: "delete" }]],
  ["admin.organization.users.list", [{}, { headers: { Authorization: "Bearer other" } }]],
  ["embeddings.create", [{ input: "a", model: "m", encoding_format: "float" }]],
  ["embeddings.create", [{ input: "a", model: "m", encoding_format: undefined }]],
  ["files.list", [{ headers: { "X-Extra": "1" } }]],
  ["files.list", [{ limit: 1, headers: { "X-Extra": "1" } }]],
  ["files.list", [{ headers: { "X-Extra": "1" } }, { timeout: 1000 }]],
  ["responses.retrieve", ["resp_1", { stream: true, starting_after: 3 }]],
  ["beta.agents.sessions.events.stream", ["s", { headers: { "X-Extra": "1" } }]],
  ["beta.agents.sessions.events.stream", ["s", { after: "x" }, undefined]],
];

describe("lets options change a request as openai does", () => {
  overrides.forEach(([name, args], index) => {
    test(`${name}(${JSON.stringify(args).slice(1, -1)}) (${index})`, () =>
      compareRequests(name, { title: "overrides", args: () => args }));
  });
});

const clientOptions = {
  "default headers": { defaultHeaders: { "X-Extra": "d", "OpenAI-Beta": "d=v0" } },
  "a default header set to null": { defaultHeaders: { "OpenAI-Organization": null } },
  "a default query": { defaultQuery: { "api-version": "1", limit: 5 } },
  "a base URL with a slash": { baseURL: "https://api.test/v1/" },
  "a base URL with a query": { baseURL: "https://api.test/v1?tenant=a&tenant=b" },
  "no organization": { organization: null, project: null },
  "an admin key alone": { apiKey: null },
  "no admin key": { adminAPIKey: null },
  "a key from a function": { apiKey: async () => "sk-from-function" },
};

const sampledCalls = [
  ["files.list", [{ limit: 1, after: "x" }]],
  ["vectorStores.search", ["vs_1", { query: "q" }]],
  ["admin.organization.users.list", [{ emails: ["a@b"] }]],
  ["beta.responses.create", [{ model: "m" }]],
];

describe("heeds the options of the client as openai does", () => {
  for (const [title, more] of Object.entries(clientOptions)) {
    test(title, async () => {
      for (const [name, args] of sampledCalls) {
        const expected = await observe((fetch) => makeOracle(fetch, more), name, args);
        const actual = await observe((fetch) => makeOurs(fetch, more), name, args);
        assert.equal(actual.threw, expected.threw, `${name}: ${actual.error}`);
        const isOrdered = differenceIn("clients", title) === undefined;
        const [ours, theirs] = [actual, expected].map(({ requests }) =>
          isOrdered ? requests : requests.map(withoutOrder),
        );
        assert.deepEqual(ours, theirs, name);
      }
    });
  }
});

const withoutOrder = ({ query, parsedQuery, ...request }) => ({
  ...request,
  parsedQuery: parsedQuery.map(String).sort(),
});

// Both clients throw the same errors for the same answers and the same broken connections.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import * as openai from "openai";
import * as ours from "../client.js";
import { makeOracle, makeOurs } from "./clients.js";
import { differenceIn } from "./differences.js";
import { observeOutcome } from "./outcome.js";

const statuses = [400, 401, 402, 403, 404, 405, 408, 409, 413, 418, 422, 425, 429, 451];
const faults = [500, 501, 502, 503, 504, 520, 529, 599];
const json = "application/json";
const full = { message: "no", type: "t", param: "p", code: "c", extra: { a: 1 } };

/** @type {Record<string, [string, string | undefined]>} */
const bodies = {
  "an error object": [JSON.stringify({ error: full }), json],
  "an error object with nulls": ['{"error":{"message":"no","param":null,"code":null}}', json],
  "an error object in plain text": [JSON.stringify({ error: full }), "text/plain"],
  "an error of text": ['{"error":"no"}', json],
  "an error that is null": ['{"error":null,"message":"no"}', json],
  "an error that is false": ['{"error":false}', json],
  "an error without a message": ['{"error":{"code":"c"}}', json],
  "an error whose message is an object": ['{"error":{"message":{"a":1}}}', json],
  "an error whose message is empty": ['{"error":{"message":"","code":"c"}}', json],
  "an error that is an array": ['{"error":[{"message":"no"}]}', json],
  "JSON without an error": ['{"message":"no","code":"c","type":"t","param":"p"}', json],
  "an empty object": ["{}", json],
  "an array": ['[{"error":{"message":"no"}}]', json],
  "a JSON string": ['"no"', json],
  "a JSON number": ["7", json],
  "a JSON null": ["null", json],
  "broken JSON": ['{"error":', json],
  "plain text": ["upstream failed", "text/plain"],
  HTML: ["<html><body>Bad gateway</body></html>", "text/html"],
  nothing: ["", json],
  "nothing without a type": ["", undefined],
  blanks: ["  \n", "text/plain"],
};

/**
 * @param {number} status
 * @param {[string, string | undefined]} body
 */
function errorAnswer(status, [text, type]) {
  const headers = new Headers({ "x-request-id": "req_1" });
  if (type !== undefined) headers.set("content-type", type);
  return () => new Response(new TextEncoder().encode(text), { status, headers });
}

async function assertSame(answers, call, more = {}) {
  const withOptions = (make) => (fetch) => make(fetch, more);
  const expected = await observeOutcome(withOptions(makeOracle), answers, call);
  const actual = await observeOutcome(withOptions(makeOurs), answers, call);
  assert.deepEqual(actual, expected);
  assert.ok(expected.error, "openai throws");
  return expected.error;
}

const calls = {
  plain: (client) => client.files.retrieve("f"),
  streaming: (client) => client.chat.completions.create({ model: "m", stream: true }),
  binary: (client) => client.files.content("f"),
  paged: (client) => client.files.list(),
  "as a response": (client) => client.files.retrieve("f").asResponse(),
  "with a response": (client) => client.files.retrieve("f").withResponse(),
};

describe("throws what openai throws for", () => {
  for (const [title, body] of Object.entries(bodies)) {
    test(title, async () => {
      for (const status of [...statuses, ...faults]) {
        await assertSame([errorAnswer(status, body)], calls.plain);
      }
    });
  }
});

test("throws it from every kind of call", async () => {
  for (const call of Object.values(calls)) {
    await assertSame([errorAnswer(404, bodies["an error object"])], call);
  }
});

test("throws for redirects that were not followed", async () => {
  const redirect = () => new Response(null, { status: 304 });
  await assertSame([redirect], calls.plain);
});

const brokenConnections = {
  "a broken connection": new TypeError("fetch failed"),
  "a connection that timed out": new TypeError("fetch failed", {
    cause: new Error("Connect Timeout Error: timed out"),
  }),
  "a fetch that aborted by itself": new DOMException("gone", "AbortError"),
};

describe("throws what openai throws for", () => {
  for (const [title, cause] of Object.entries(brokenConnections)) {
    test(title, async () => {
      const failing = () => Promise.reject(cause);
      const expected = await observeOutcome(makeOracle, [failing], calls.plain);
      const actual = await observeOutcome(makeOurs, [failing], calls.plain);
      const { message, ...error } = actual.error;
      assert.ok(message.startsWith(expected.error.message), message);
      if (differenceIn("errors", title) !== undefined) delete expected.error.message;
      else error.message = message;
      assert.deepEqual(error, expected.error);
    });
  }
});

/** @param {(fetch: Function, more?: object) => any} makeClient */
async function errorOf(makeClient, run) {
  const silent = (_, { signal }) =>
    new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  const client = makeClient(Object.assign(silent, { Response }));
  return await run(client).then(assert.fail, (error) => ({
    class: error.constructor.name,
    message: error.message,
    status: error.status,
  }));
}

const interruptions = {
  "a timeout": (client) => client.files.retrieve("f", { timeout: 20 }),
  "a signal that is aborted already": (client) =>
    client.files.retrieve("f", { signal: AbortSignal.abort() }),
  "a signal that is aborted later": (client) =>
    client.files.retrieve("f", { signal: AbortSignal.timeout(20) }),
};

describe("ends a request as openai does after", () => {
  for (const [title, run] of Object.entries(interruptions)) {
    test(title, async () => {
      assert.deepEqual(await errorOf(makeOurs, run), await errorOf(makeOracle, run));
    });
  }
});

test("throws when a key is missing", async () => {
  const answers = [() => Response.json({})];
  for (const makeClient of [makeOracle, makeOurs]) {
    const keyless = (fetch) => makeClient(fetch, { apiKey: null, adminAPIKey: "sk-admin-test" });
    const outcome = await observeOutcome(keyless, answers, calls.plain);
    assert.ok(outcome.error, makeClient.name);
    assert.deepEqual(outcome.requests, []);
  }
});

const errorClasses = Object.keys(openai).filter(
  (name) => /Error$/.test(name) && differenceIn("exports", name) === undefined,
);

test("exports the error classes of openai, with the same ancestors", () => {
  for (const name of errorClasses) {
    assert.deepEqual(ancestors(ours[name]), ancestors(openai[name]), name);
  }
});

function ancestors(errorClass) {
  const names = [];
  for (let at = errorClass; at?.name; at = Object.getPrototypeOf(at)) names.push(at.name);
  return names;
}

test("hangs the error classes on the client class too", () => {
  const names = Object.getOwnPropertyNames(openai.OpenAI).filter((name) => /Error$/.test(name));
  assert.ok(names.length > 10);
  for (const name of names) assert.equal(ours.OpenAIClient[name], ours[name], name);
});

test("makes errors from a status as openai does", () => {
  for (const status of [undefined, 400, 429, 503]) {
    const args = [status, { error: full }, "text", new Headers({ "x-request-id": "r" })];
    const [expected, actual] = [openai, ours].map(({ APIError }) => APIError.generate(...args));
    assert.equal(actual.constructor.name, expected.constructor.name, `${status}`);
    assert.equal(actual.message, expected.message, `${status}`);
  }
});

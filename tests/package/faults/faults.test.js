// Every fault of a server crossed with every kind of call: what it is called, and that nothing of it stays.
import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { describe, test } from "node:test";
import { OpenAIClient } from "../client.js";
import { faults, serveFault } from "./proxy.js";

const json = (/** @type {any} */ value) => ({
  type: "application/json",
  body: JSON.stringify(value),
});
const chunks = [
  { choices: [{ index: 0, delta: { content: "hello" } }] },
  { choices: [{ index: 0, delta: {}, finish_reason: "stop" }] },
];
const sse = `${chunks.map((each) => `data: ${JSON.stringify(each)}\n\n`).join("")}data: [DONE]\n\n`;
const organization = "org-a";
const body = { model: "m", messages: [] };

/** Reads everything that can be iterated. */
async function all(/** @type {any} */ items) {
  const found = [];
  for await (const item of await items) found.push(item);
  return found;
}

/** What each kind of call is answered with, and how it is made and read to its end. */
const calls = {
  "a JSON call": {
    answer: json({ id: "c", choices: [] }),
    make: (client, options) => client.chat.completions.create(body, options),
  },
  "a stream": {
    answer: { type: "text/event-stream", body: sse },
    make: (client, options) =>
      all(client.chat.completions.create({ ...body, stream: true }, options)),
  },
  "an upload": {
    answer: json({ id: "file-1", object: "file" }),
    make: (client, options) =>
      client.files.create({ file: new File(["x".repeat(9)], "a.txt"), purpose: "batch" }, options),
  },
  "a download": {
    answer: { type: "application/octet-stream", body: "0123456789".repeat(20) },
    make: async (client, options) => (await client.files.content("file-1", options)).text(),
  },
  "a page": {
    answer: json({ data: [{ id: "m" }], has_more: false }),
    make: (client, options) => all(client.models.list(options)),
  },
  "a poll": {
    answer: json({ id: "vs_1", status: "completed", file_counts: {} }),
    make: (client, options) => client.vectorStores.fileBatches.poll("vs_1", "vsfb_1", options),
  },
};

const broken = { class: "APIConnectionError", kind: "connection_failed" };
const late = { class: "APIConnectionTimeoutError", kind: "timeout" };
const cut = { class: "APIConnectionError", kind: "stream_truncated" };

/** What each fault is for a caller; `undefined`: nothing. */
const outcomes = {
  none: undefined,
  "an early hint": undefined,
  "a slow drip": undefined,
  "no answer": late,
  "a reset": broken,
  "a half-close": broken,
  garbage: broken,
  "a cut head": broken,
  "a cut body": cut,
  "a cut chunk": cut,
  "a reset body": cut,
  "a stalled body": late,
  "a wrong encoding": cut,
  "a redirect without end": broken,
  "an error without end": { class: "InternalServerError", kind: "server_is_overloaded" },
  "an error that stalls": { class: "InternalServerError", kind: "server_error" },
};

/** A cut stream has a class of its own. A download is the caller's own response: its body fails as any. */
function expected(/** @type {string} */ fault, /** @type {string} */ call) {
  const outcome = outcomes[/** @type {keyof typeof outcomes} */ (fault)];
  const isOfBody = outcome === cut || fault === "a stalled body";
  if (call === "a stream" && outcome === cut) return { ...cut, class: "IncompleteStreamError" };
  return call === "a download" && isOfBody ? { class: "TypeError", kind: undefined } : outcome;
}

/** Whether the client has to end the connection, as the server does not. */
const isEndless = (/** @type {string} */ fault) =>
  outcomes[/** @type {keyof typeof outcomes} */ (fault)] === late || fault.startsWith("an error");

/** A client that gives up soon where nothing comes. */
const clientOf = (/** @type {string} */ baseURL, /** @type {string} */ fault) => {
  const timeouts = isEndless(fault)
    ? { timeout: 300, firstByteTimeout: 300, idleTimeout: 300 }
    : {};
  return new OpenAIClient({ apiKey: "sk-x", baseURL, organization, maxRetries: 0, ...timeouts });
};

/** The call after a fault has all the time it needs. */
const patient = { timeout: 600_000, firstByteTimeout: 600_000, idleTimeout: 600_000 };

for (const [name, fault] of Object.entries(faults)) {
  describe(name, () => {
    for (const [call, { answer, make }] of Object.entries(calls)) {
      // Nothing ends a stalled download but its caller: the call was over with its head.
      if (name === "a stalled body" && call === "a download") continue;
      test(call, async () => {
        const server = await serveFault(answer);
        const { signal } = new AbortController();
        const client = clientOf(server.baseURL, name);
        const times = name === "a redirect without end" ? 30 : 1;
        try {
          server.plan.push(...Array.from({ length: times }, () => fault));
          const error = await make(client, { signal }).then(
            () => undefined,
            (it) => it,
          );
          const found = error && { class: error.constructor.name, kind: error.diagnosis?.kind };
          assert.deepEqual(found, expected(name, call));
          assert.equal(getEventListeners(signal, "abort").length, 0, "a listener is left");
          assert.equal(client.rateLimits({ organization }).inFlight, 0, "a call is in flight");
          server.plan.length = 0;
          if (isEndless(name)) await Promise.all(server.ends);
          assert.ok(await make(client, patient), "the next call");
        } finally {
          await server.close();
        }
      });
    }
  });
}

test("the faults that are served are those that something is expected of", () => {
  assert.deepEqual(Object.keys(outcomes), Object.keys(faults));
});

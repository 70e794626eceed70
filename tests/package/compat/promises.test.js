// What a call returns can be used as the promise that `openai` returns.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import * as openai from "openai";
import * as ours from "../client.js";
import { makeOracle, makeOurs } from "./clients.js";
import { differenceIn } from "./differences.js";
import { collect, describeValue } from "./outcome.js";
import { recordingFetch } from "./record.js";

const body = { id: "file-1", data: [{ id: "a" }, { id: "b" }], has_more: false };

function answer() {
  return Response.json(body, { headers: { "x-request-id": "req_1" } });
}

/** Ways to use a promise; each gives something to compare. */
const uses = {
  await: async (client) => await describeValue(await client.files.retrieve("f")),
  then: async (client) => await client.files.retrieve("f").then((file) => file.id),
  finally: async (client) => {
    let ran = 0;
    const file = await client.files.retrieve("f").finally(() => (ran += 1));
    return [file, ran];
  },
  asResponse: async (client) => {
    const response = await client.files.retrieve("f").asResponse();
    return [response instanceof Response, response.bodyUsed, await response.json()];
  },
  withResponse: async (client) => {
    const all = await client.files.retrieve("f").withResponse();
    return [all.data, all.request_id, all.response.status, all.response.bodyUsed];
  },
  "withResponse of a page": async (client) => {
    const { data, request_id } = await client.files.list().withResponse();
    return [data.data, data.has_more, request_id];
  },
  "withResponse of bytes": async (client) => {
    const { data, response } = await client.files.content("f").withResponse();
    return [data === response, data.bodyUsed];
  },
  _request_id: async (client) => {
    const file = await client.files.retrieve("f");
    return [file._request_id, JSON.stringify(file), Object.keys(file)];
  },
  "awaiting twice": async (client) => {
    const promise = client.files.retrieve("f");
    return (await promise) === (await promise);
  },
  "data and response of one promise": async (client) => {
    const promise = client.files.retrieve("f");
    const [file, { data }] = [await promise, await promise.withResponse()];
    return file === data;
  },
  "a page without await": async (client) => await collect(client.files.list()),
  "a promise of its class": async (client) => {
    const promise = client.files.retrieve("f");
    await promise;
    return [promise instanceof Promise, promise.constructor.name];
  },
  "a page promise of its class": async (client) => {
    const promise = client.files.list();
    await promise;
    return [promise instanceof Promise, promise.constructor.name];
  },
};

describe("behaves as the promise of openai:", () => {
  for (const [title, use] of Object.entries(uses)) {
    test(title, async () => {
      const [expected, actual] = [recordingFetch(answer), recordingFetch(answer)];
      const value = await use(makeOracle(expected.fetch));
      assert.deepEqual(await use(makeOurs(actual.fetch)), value);
      assert.equal(actual.requests.length, expected.requests.length, "requests");
    });
  }
});

test("sends a request that nobody awaits", async () => {
  for (const makeClient of [makeOracle, makeOurs]) {
    const { fetch, requests } = recordingFetch(answer);
    makeClient(fetch).files.retrieve("f");
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(requests.length, 1, makeClient.name);
  }
});

test("exports what openai exports", () => {
  const names = Object.keys(openai).filter((name) => !differenceIn("exports", name));
  assert.deepEqual(
    names.filter((name) => ours[name] === undefined),
    [],
  );
});

const clientFields = ["apiKey", "adminAPIKey", "organization", "project", "webhookSecret"];
const settings = ["baseURL", "timeout", "maxRetries"];

test("shows the options of the client in the fields of openai", () => {
  for (const more of [{}, { timeout: 5, maxRetries: 7, organization: null, webhookSecret: "w" }]) {
    const [expected, actual] = [makeOracle, makeOurs].map((make) => make(undefined, more));
    for (const name of [...clientFields, ...settings]) {
      assert.equal(actual[name], expected[name], name);
    }
  }
});

test("changes options with withOptions as openai does, and leaves the client alone", () => {
  const change = { organization: "org-2", timeout: 7, baseURL: "https://other.test/v2" };
  for (const makeClient of [makeOracle, makeOurs]) {
    const client = makeClient();
    const changed = client.withOptions(change);
    for (const [name, value] of Object.entries(change)) assert.equal(changed[name], value, name);
    assert.equal(changed.project, "proj_test");
    assert.equal(client.organization, "org-test");
  }
});

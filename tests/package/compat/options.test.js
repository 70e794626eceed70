// The options of a client, and what it takes from the environment.
import assert from "node:assert/strict";
import { test } from "node:test";
import { OpenAIClient } from "../client.js";
import { makeOracle, makeOurs } from "./clients.js";
import { recordingFetch } from "./record.js";

test("sends data to the region that openai sends it to", () => {
  for (const dataResidency of ["global", "us", "eu", "ae", "au", "in", "jp", null]) {
    const more = { dataResidency, baseURL: undefined };
    const [expected, actual] = [makeOracle, makeOurs].map((make) => {
      const { baseURL, ...options } = more;
      return make().withOptions(options).baseURL;
    });
    assert.equal(actual, expected, dataResidency);
  }
});

test("refuses a region that does not exist, and one beside a base URL, as openai does", () => {
  const refused = [
    { dataResidency: "mars" },
    { dataResidency: "" },
    { dataResidency: "eu", baseURL: "https://x.test" },
    { dataResidency: "eu", baseURL: undefined },
  ];
  for (const options of refused) {
    for (const make of [makeOracle, makeOurs]) {
      assert.throws(() => make().withOptions(options), /dataResidency/, JSON.stringify(options));
    }
    assert.throws(() => new OpenAIClient({ apiKey: "sk-1", ...options }), /dataResidency/);
  }
});

test("takes the base URLs that openai takes", async () => {
  const urls = ["HTTPS://host.test/v1", "https://host.test/my path/v1", " https://host.test/v1 "];
  for (const baseURL of urls) {
    const sent = [];
    for (const make of [makeOracle, makeOurs]) {
      const { fetch, requests } = recordingFetch();
      await make(fetch, { baseURL: baseURL.trim() }).models.list();
      sent.push(new URL(requests[0].path).href);
    }
    assert.equal(sent[1], sent[0], baseURL);
  }
  for (const baseURL of ["https://a b.test", "https:// /v1", "HTTPS:host", "ftp://host/v1"]) {
    assert.throws(() => new OpenAIClient({ apiKey: "sk-1", baseURL }), /baseURL/, baseURL);
  }
});

test("of two headers in one object whose names differ in case, the last counts", async () => {
  const headers = { "X-Foo": "1", "x-bar": "a", "x-foo": "2", "X-Bar": undefined };
  const sent = [];
  for (const make of [makeOracle, makeOurs]) {
    const { fetch, requests } = recordingFetch();
    await make(fetch, { defaultHeaders: headers }).models.list();
    await make(fetch).models.list({ headers: { ...headers, "X-FOO": null } });
    sent.push(requests.map(({ headers }) => [headers["x-foo"], headers["x-bar"]]));
  }
  assert.deepEqual(sent[1], sent[0]);
});

/** @param {Record<string, string>} variables @param {() => Promise<void> | void} run */
async function withEnvironment(variables, run) {
  Object.assign(process.env, variables);
  try {
    await run();
  } finally {
    for (const name of Object.keys(variables)) delete process.env[name];
  }
}

test("reads the variables that openai reads", async () => {
  const variables = {
    OPENAI_API_KEY: "sk-env",
    OPENAI_ADMIN_KEY: "sk-admin-env",
    OPENAI_ORG_ID: "org-env",
    OPENAI_PROJECT_ID: "proj_env",
    OPENAI_BASE_URL: "https://env.test/v1",
    OPENAI_WEBHOOK_SECRET: "whsec_env",
    OPENAI_LOG: "error",
    OPENAI_CUSTOM_HEADERS: "X-Extra: one\nOpenAI-Beta: b=v1",
  };
  await withEnvironment(variables, async () => {
    const { fetch, requests } = recordingFetch();
    const client = new OpenAIClient({ fetch, defaultHeaders: { "OpenAI-Beta": "mine" } });
    await client.models.list();
    const [{ path, headers }] = requests;
    assert.equal(path, "https://env.test/v1/models");
    assert.deepEqual(
      [headers["x-extra"], headers["openai-beta"], headers.authorization],
      ["one", "mine", "Bearer sk-env"],
    );
    assert.deepEqual([client.webhookSecret, client.logLevel], ["whsec_env", "error"]);
  });
});

test("says that what is wrong came from the environment", async () => {
  const wrong = { OPENAI_BASE_URL: "nowhere", OPENAI_CUSTOM_HEADERS: "a b: c" };
  for (const [name, value] of Object.entries(wrong)) {
    await withEnvironment({ [name]: value }, () => {
      assert.throws(() => new OpenAIClient("sk-1"), /environment variable/);
    });
  }
});

/** A logger that keeps what it is told. */
function listen() {
  const said = [];
  const keep = (level) => (message, event) => said.push({ level, message, event });
  const levels = ["error", "warn", "info", "debug"];
  return { said, logger: Object.fromEntries(levels.map((level) => [level, keep(level)])) };
}

test("logs as much as the level says, and never a key", async () => {
  const counts = { off: 0, error: 0, warn: 0, info: 1, debug: 2 };
  for (const [logLevel, count] of Object.entries(counts)) {
    const { said, logger } = listen();
    const client = makeOurs(recordingFetch().fetch, { logLevel, logger });
    await client.models.list();
    assert.equal(said.length, count, logLevel);
    assert.ok(!JSON.stringify(said).includes("sk-test"), logLevel);
  }
});

test("tells the caller's hook of a request as well as the logger", async () => {
  const { said, logger } = listen();
  const heard = [];
  const onRequest = (event) => heard.push(event.name);
  const base = makeOurs(recordingFetch().fetch, { logLevel: "off", logger, onRequest });
  await base.withOptions({ logLevel: "debug" }).models.list();
  assert.deepEqual(heard, ["models.list"]);
  assert.equal(said.length, 2);
});

test("warns of a level that does not exist", () => {
  const { said, logger } = listen();
  assert.equal(makeOurs(undefined, { logLevel: "loud", logger }).logLevel, "warn");
  assert.match(said[0].message, /loud/);
});

test("waits for options that are a promise", async () => {
  const { fetch, requests } = recordingFetch();
  const client = makeOurs(fetch);
  const later = (options) => new Promise((resolve) => setTimeout(() => resolve(options), 5));
  await client.get("/things", later({ query: { a: 1 } }));
  await client.files.retrieve("f", later({ headers: { "X-Extra": "1" } }));
  assert.deepEqual([requests[0].query, requests[1].headers["x-extra"]], ["?a=1", "1"]);
});

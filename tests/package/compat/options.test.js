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

test("refuses a region that does not exist, and one beside a base URL", () => {
  const refused = [{ dataResidency: "mars" }, { dataResidency: "eu", baseURL: "https://x.test" }];
  for (const options of refused) {
    assert.throws(() => new OpenAIClient({ apiKey: "sk-1", ...options }), /dataResidency/);
  }
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

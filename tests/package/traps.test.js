// What ends a call into the module in the middle ends nothing else.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { test } from "node:test";
import vm from "node:vm";
import { OpenAI } from "./client.js";

/** How often each is tried; the depth at which the stack ends is another each time. */
const times = Number(process.env.TRAPS ?? 20);

/** Runs a test against a server that says for which organization it was asked. */
async function withServer(use) {
  const waiting = [];
  const server = createServer((request, response) => {
    const organization = request.headers["openai-organization"] ?? null;
    const answer = () => response.end(JSON.stringify({ organization }));
    response.setHeader("content-type", "application/json");
    if (request.url.endsWith("/slow")) waiting.push(answer);
    else answer();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const options = { apiKey: "sk-test", baseURL: `http://127.0.0.1:${server.address().port}/v1` };
  const arrived = async () => {
    while (waiting.length === 0) await once(server, "request");
    return waiting.shift();
  };
  try {
    await use(options, arrived);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

const padded = (frames, run) => (frames > 0 ? padded(frames - 1, run) : run());

/** Calls something until the stack ends, which is caught. */
function overflow(enter) {
  const down = () => {
    enter();
    down();
  };
  assert.throws(() => padded(Math.floor(Math.random() * 21), down), RangeError);
}

/** @type {Record<string, (client: any, options: any) => unknown>} */
const entrances = {
  "new OpenAI": (_, options) => new OpenAI(options),
  withOptions: (client) => client.withOptions({ timeout: 5 }),
  "a setter": (client) => (client.organization = "org-c"),
  "a getter": (client) => client.organization,
  toJSON: (client) => client.toJSON(),
  rateLimits: (client) => client.rateLimits(),
  "a snapshot": (client) => client.ledger.load(client.ledger.toJSON()),
};

/** That clients are as they were, and a new one works. */
async function checkAll(client, scope, options) {
  const asked = async (one) => (await one.get("/x")).organization;
  assert.equal(await asked(client), "org-c");
  assert.equal(await asked(scope), "org-b");
  assert.equal(await asked(new OpenAI({ ...options, organization: "org-d" })), "org-d");
}

/** A client with a history: its own options, a scope, then a setter. */
function family(options) {
  const client = new OpenAI({ ...options, organization: "org-a" });
  const scope = client.withOptions({ organization: "org-b" });
  client.organization = "org-c";
  return { client, scope };
}

for (const [name, enter] of Object.entries(entrances)) {
  test(`every client works after a stack overflow in ${name}`, () =>
    withServer(async (options) => {
      const { client, scope } = family(options);
      for (let time = 0; time < times; time++) {
        overflow(() => enter(client, options));
        if (time % 10 === 0) await checkAll(client, scope, options);
      }
      await checkAll(client, scope, options);
    }));
}

test("every client works after a time limit has cut calls", () =>
  withServer(async (options) => {
    const { client, scope } = family(options);
    const context = vm.createContext({ client });
    for (let time = 0; time < 10; time++) {
      const endless = () =>
        vm.runInContext("for (;;) client.rateLimits()", context, { timeout: 5 });
      assert.throws(endless, { code: "ERR_SCRIPT_EXECUTION_TIMEOUT" });
      await checkAll(client, scope, options);
    }
  }));

/** Makes a function of the runtime throw when the module calls it for the nth time; whether it never did. */
async function throwing(owner, name, nth, use) {
  const { [name]: known } = owner;
  let left = nth;
  owner[name] = function (...args) {
    const thrown = new Error("thrown on purpose");
    // The server and the runtime ask as well.
    if (thrown.stack?.includes("wasm") && --left === 0) throw thrown;
    return known.apply(owner, args);
  };
  try {
    await use();
  } finally {
    owner[name] = known;
  }
  return left > 0;
}

for (const [owner, name] of [
  [Date, "now"],
  [Math, "random"],
]) {
  test(`every client works after ${name} has thrown at any of the times it is asked`, () =>
    withServer(async (options) => {
      const { client, scope } = family(options);
      const all = async () => {
        const made = new OpenAI(options);
        for (const enter of Object.values(entrances)) enter(client, options);
        await made.get("/x");
        await made.post("/x", { body: {} });
      };
      for (let nth = 1; nth < 200; nth++) {
        const isOver = await throwing(owner, name, nth, () => all().catch(() => {}));
        await checkAll(client, scope, options);
        if (isOver) return;
      }
      assert.fail(`${name} is asked too often`);
    }));
}

test("a call that was under way fails with a sentence", () =>
  withServer(async (options, arrived) => {
    const { client, scope } = family(options);
    const call = client.get("/slow");
    const answer = await arrived();
    // Not every overflow happens inside the module.
    for (let time = 0; time < times; time++) overflow(() => client.withOptions({ timeout: 5 }));
    await checkAll(client, scope, options);
    answer();
    const outcome = await call.catch((error) => error);
    if (outcome.organization !== "org-c") assert.match(outcome.message, /^the call is lost: /);
  }));

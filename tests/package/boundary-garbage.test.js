// Any value for any option, parameter and call option: no trap, no hang, and the client goes on.
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { OpenAIClient, OpenAIError } from "./client.js";

const KEY = "sk-secret-0123456789abcdef";

const good = async () =>
  new Response('{"id":"x","data":[]}', { headers: { "content-type": "application/json" } });

const make = (options) => new OpenAIClient({ apiKey: KEY, maxRetries: 0, fetch: good, ...options });

const clientOptions = (
  "adminAPIKey apiKey baseURL credential dangerouslyAllowBrowser dataResidency defaultHeaders " +
  "defaultQuery fetch fetchOptions firstByteTimeout idleTimeout lenientStreams logLevel logger " +
  "maxEventBytes maxRetries maxRetryDelay nearLimit onLimit onRequest onResponse onRetry onRoute organization " +
  "organizations project provider routing timeout waitForLimits webhookSecret"
).split(" ");

const callOptions = (
  "body fetchOptions firstByteTimeout headers idempotencyKey idleTimeout lenientStreams " +
  "maxEventBytes maxRetries maxRetryDelay method organization path project query signal stream timeout"
).split(" ");

const anything = fc.oneof(
  { withCrossShrink: true },
  fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withObjectString: true,
    withSet: true,
    withSparseArray: true,
    withTypedArray: true,
  }),
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    Symbol("x"),
    () => 1,
    async () => {},
    class {},
    new Error("x"),
    NaN,
    -0,
    1e300,
  ),
  fc.constantFrom(new Map([[{}, {}]]), new Date(NaN), globalThis, AbortSignal, Promise.resolve(1)),
  fc.anything().map((value) => ({ get x() { throw value; } })), // prettier-ignore
  fc.anything().map((value) => new Proxy({}, { ownKeys() { throw value; } })), // prettier-ignore
);

/** What an action gives or throws; it must come to an end, and not in a trap. */
async function outcomeOf(action) {
  let timer;
  const late = new Promise((resolve) => (timer = setTimeout(resolve, 300_000, "late")));
  try {
    const outcome = await Promise.race([(async () => (await action(), "given"))(), late]);
    assert.notEqual(outcome, "late", "the call hangs");
  } catch (error) {
    assert.ok(!(error instanceof WebAssembly.RuntimeError), String(error?.stack));
    assert.ok(!/unreachable|unwrap|panicked|recursive use/.test(String(error?.message)), error);
    assert.notEqual(error?.code, "ERR_ASSERTION", error?.message);
  } finally {
    clearTimeout(timer);
  }
}

async function assertWorks(client) {
  assert.equal((await client.files.retrieve("file-1")).id, "x");
}

const check = (property, numRuns) => fc.assert(property, { numRuns, seed: 7 });

test("takes or refuses any value for any option of a client", async () => {
  const client = make();
  const property = fc.asyncProperty(
    fc.constantFrom(...clientOptions),
    anything,
    async (name, value) => {
      await outcomeOf(() => make({ [name]: value }).files.list());
      await outcomeOf(() => client.withOptions({ [name]: value }).files.list());
      await assertWorks(client);
    },
  );
  await check(property, 600);
});

test("takes or refuses any value where a client takes options", async () => {
  const property = fc.asyncProperty(anything, async (value) => {
    await outcomeOf(() => new OpenAIClient(value));
    await outcomeOf(() => make().withOptions(value));
    await outcomeOf(() => make().rateLimits(value));
    await outcomeOf(() => make().ledger.load(value));
    await outcomeOf(() => make().verify(value));
    await assertWorks(make());
  });
  await check(property, 300);
});

test("takes or refuses any value for any option of a call", async () => {
  const client = make();
  const property = fc.asyncProperty(
    fc.constantFrom(...callOptions),
    anything,
    async (name, value) => {
      await outcomeOf(() => client.models.list({ [name]: value }));
      await outcomeOf(() => client.post("/x", { [name]: value }));
      await assertWorks(client);
    },
  );
  await check(property, 600);
});

test("takes or refuses any ids, parameters and options of a call", async () => {
  const client = make();
  const property = fc.asyncProperty(anything, anything, async (one, other) => {
    await outcomeOf(() => client.files.retrieve(one, other));
    await outcomeOf(() => client.files.list(one, other));
    await outcomeOf(() => client.files.create(one, other));
    await outcomeOf(() => client.chat.completions.create(one, other));
    await outcomeOf(() => client.responses.create({ model: one, input: other }));
    await outcomeOf(() => client.files.list({ a: one, b: { c: [other] } }));
    await outcomeOf(() => client.request(one));
    await assertWorks(client);
  });
  await check(property, 400);
});

test("takes or refuses any value in a setter", async () => {
  const names = ["apiKey", "adminAPIKey", "organization", "project", "baseURL", "timeout"];
  const property = fc.asyncProperty(fc.constantFrom(...names), anything, async (name, value) => {
    const client = make();
    await outcomeOf(() => (client[name] = value));
    await outcomeOf(() => client.files.list());
    client[name] = { apiKey: KEY, baseURL: "http://127.0.0.1/v1", timeout: 1000 }[name] ?? null;
    await assertWorks(client);
  });
  await check(property, 300);
});

test("takes whatever a fetch answers, throws or rejects with", async () => {
  const property = fc.asyncProperty(anything, async (value) => {
    const thrower = () => {
      throw value;
    };
    for (const fetch of [() => value, () => Promise.reject(value), thrower]) {
      const failed = make({ fetch }).files.list();
      await assert.rejects(failed, (error) => error instanceof OpenAIError);
    }
  });
  await check(property, 300);
});

test("takes whatever JSON a server answers with", async () => {
  const property = fc.asyncProperty(
    fc.json(),
    fc.integer({ min: 200, max: 599 }),
    async (json, status) => {
      const body = [204, 205, 304].includes(status) ? null : json;
      const headers = {
        "content-type": "application/json",
        "retry-after": json.slice(0, 9).replace(/[^\x20-\x7e]/g, ""),
      };
      const client = make({ fetch: async () => new Response(body, { status, headers }) });
      await outcomeOf(() => client.files.list());
      await outcomeOf(() => client.chat.completions.create({ model: "m" }));
      await outcomeOf(async () => {
        const stream = await client.chat.completions.create({ model: "m", stream: true });
        for await (const event of stream) void event;
      });
      assert.equal(client.ledger.toJSON().version, 1);
    },
  );
  await check(property, 300);
});

test("leaves no timer behind an answer without a body", async () => {
  const count = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  const before = count();
  const client = make({ fetch: async () => new Response(null, { status: 204 }) });
  for (let round = 0; round < 10; round++) await client.files.delete("file-1");
  assert.equal(count(), before);
});

test("stays whole after thousands of values that cannot be read", async () => {
  const client = make();
  const wrong = { get x() { throw new Error("boom"); } }; // prettier-ignore
  for (let round = 0; round < 3000; round++) {
    assert.throws(() => make(wrong), /boom/);
    await outcomeOf(() => client.files.list(wrong, wrong));
  }
  await assertWorks(client);
});

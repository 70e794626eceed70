// Which organization a call uses, and what the client knows of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { OpenAIClient } from "./client.js";
import { chat, withSimulator } from "./server.js";

const roomy = { requests: 1e6, tokens: 1e9 };
const sent = (simulator) => simulator.journal.entries.map((entry) => entry.organization ?? null);

test(
  "a call uses the organization of the client, of its scope, or its own",
  withSimulator(async ({ simulator, client: make }) => {
    const client = make({ organization: "org-team" });
    await client.models.list();
    client.organization = "org-personal";
    await client.models.list();
    await client.withOptions({ organization: "org-team" }).models.list();
    await client.models.list({ organization: "org-team" });
    await client.models.list({ organization: null });
    client.organization = null;
    await client.models.list();
    assert.deepEqual(sent(simulator), [
      "org-team",
      "org-personal",
      "org-team",
      "org-team",
      null,
      null,
    ]);
  }),
);

test(
  "a call keeps the organization that it was made with through retries and streams",
  withSimulator(async ({ simulator, client: make }) => {
    const client = make({ organization: "org-team" });
    simulator.faults.add({ match: { path: "/chat/completions" }, times: 2, fault: "500" });
    const pending = client.chat.completions.create({ ...chat, stream: true });
    client.organization = "org-personal";
    for await (const chunk of await pending) assert.ok(chunk.id);
    assert.deepEqual(sent(simulator), ["org-team", "org-team", "org-team"]);
  }),
);

/** Chances that are the same in every run. */
function* chances(seed) {
  for (let state = seed; ; yield state / 2 ** 32) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  }
}

/** A call of a random kind, whose organization is said in a random way; it gives that and its meta. */
async function randomCall(client, organizations, chance) {
  const pick = (list) => list[Math.floor(chance() * list.length)];
  const organization = pick(organizations);
  const way = pick(["setter", "scope", "call"]);
  const scope = way === "scope" ? client.withOptions({ organization }) : client;
  if (way === "setter") client.organization = organization;
  const options = { headers: { "x-wanted": `${organization}` } };
  if (way === "call") options.organization = organization;
  const kind = pick(["list", "chat", "stream"]);
  const body = { ...chat, stream: kind === "stream" };
  const call =
    kind === "list" ? scope.models.list(options) : scope.chat.completions.create(body, options);
  client.organization = pick(organizations);
  const { data, meta } = await call.withResponse();
  if (kind === "stream") for await (const chunk of data) assert.ok(chunk.id);
  return { organization, way, kind, meta };
}

for (const seed of [1, 2, 3]) {
  test(
    `hundreds of calls at once, with retries and setters at random, are never mixed up (${seed})`,
    withSimulator(
      async ({ simulator, client: make }) => {
        const client = make({ maxRetries: 40 });
        const source = chances(seed);
        const chance = () => source.next().value;
        simulator.faults.add({ match: {}, times: 80, fault: "rate_limit", ms: 5 });
        const organizations = ["org-team", "org-personal", null];
        const calls = Array.from({ length: 300 }, () => randomCall(client, organizations, chance));
        for (const { organization, way, kind, meta } of await Promise.all(calls)) {
          assert.equal(meta.organization, organization, `${kind}, ${way}`);
        }
        for (const { headers, organization = null } of simulator.journal.entries) {
          assert.equal(`${organization}`, headers["x-wanted"]);
        }
        assert.ok(simulator.journal.entries.length >= 380, "there were retries");
      },
      { limits: { "org-team": roomy, "org-personal": roomy } },
    ),
  );
}

test(
  "an answer tells where it was sent and served, and after how many requests",
  withSimulator(async ({ simulator, client: make }) => {
    simulator.faults.add({ match: { path: "/models" }, times: 1, fault: "500" });
    const client = make({ organization: "org-team" });
    const { data, meta, request_id } = await client.models.list().withResponse();
    assert.ok(data.data.length > 0);
    assert.match(request_id, /^req_/);
    const { attempts, waited, timeToFirstByte, ...rest } = meta;
    assert.deepEqual(rest, {
      organization: "org-team",
      organizationOrigin: "option",
      project: null,
      projectOrigin: null,
      served: { organization: "acme-team", project: "proj_team", charged: null },
    });
    const sent = { organization: "org-team", project: null };
    assert.deepEqual(
      attempts.map(({ duration, ...attempt }) => (assert.ok(duration >= 0), attempt)),
      [
        { ...sent, waited: 0, status: 500, kind: "server_error" },
        { ...sent, waited, status: 200, kind: null },
      ],
    );
    assert.equal(timeToFirstByte, attempts[1].duration);
    assert.ok(waited >= 300, `waited ${waited} ms`);
  }),
);

test(
  "an organization without access is explained: header, key, origin, and what helps",
  withSimulator(async ({ client: make }) => {
    const client = make();
    client.organization = "org-stranger";
    const error = await client.models.list().catch((caught) => caught);
    assert.equal(error.name, "AuthenticationError");
    assert.match(error.message, /No such organization/);
    const { kind, scope, retryable, remedy, sent } = error.diagnosis;
    assert.deepEqual([kind, scope, retryable], ["invalid_organization", "organization", false]);
    assert.deepEqual([sent.organization, sent.organizationOrigin], ["org-stranger", "setter"]);
    for (const part of [
      "may well exist",
      "org-stranger",
      "client.organization",
      "…ator",
      "owner",
    ]) {
      assert.ok(remedy.includes(part), `${part} in: ${remedy}`);
    }
    assert.ok(!JSON.stringify([error, error.diagnosis]).includes("sk-simulator"));
  }),
);

test(
  "an error inside a stream has a diagnosis too",
  withSimulator(async ({ simulator, client: make }) => {
    for (const form of ["event", "data"]) {
      const fault = { fault: "error_event", after: 2, code: "insufficient_quota", form };
      simulator.faults.add({ match: {}, times: 1, ...fault });
      const stream = await make().chat.completions.create({ ...chat, stream: true });
      const read = async () => {
        for await (const chunk of stream) assert.ok(chunk);
      };
      const error = await read().catch((caught) => caught);
      assert.equal(error?.diagnosis?.kind, "insufficient_quota", form);
      assert.equal(error.diagnosis.retryable, false, form);
    }
  }),
);

test(
  "quota, billing, spend limits and too large requests are never retried",
  withSimulator(async ({ simulator, client: make }) => {
    const final = [
      "insufficient_quota",
      "billing_not_active",
      "project_spend_limit_exceeded",
      "organization_spend_limit_exceeded",
      "credit_balance_exhausted",
    ];
    for (const fault of final) {
      simulator.reset();
      simulator.faults.add({ match: {}, times: null, fault });
      const error = await make()
        .models.list()
        .catch((caught) => caught);
      assert.equal(error.diagnosis.kind, fault);
      assert.equal(simulator.journal.entries.length, 1, fault);
    }
  }),
);

test(
  "a wait longer than maxRetryDelay fails at once and says when to come back",
  withSimulator(async ({ simulator, client: make }) => {
    const fault = { fault: "rate_limit", "retry-after": 90 };
    simulator.faults.add({ match: {}, times: null, ...fault });
    const before = Date.now();
    const error = await make()
      .models.list()
      .catch((caught) => caught);
    assert.equal(error.name, "RateLimitError");
    const { retryAt } = error.diagnosis;
    assert.ok(retryAt >= before + 90_000 && retryAt <= Date.now() + 90_000, `${retryAt - before}`);
    assert.equal(simulator.journal.entries.length, 1);
  }),
);

test(
  "a hundred calls at an overloaded server spend a budget of retries, not three hundred requests",
  withSimulator(async ({ simulator, client: make }) => {
    simulator.faults.add({ match: {}, times: null, fault: "500" });
    const client = make();
    await Promise.allSettled(Array.from({ length: 100 }, () => client.models.list()));
    const { length } = simulator.journal.entries;
    assert.ok(length >= 100 && length < 150, `${length} requests`);
  }),
);

test("an id that looks like a name is warned of, once, and where it matters", async () => {
  const heard = [];
  const logger = { ...console, warn: (text) => heard.push(text) };
  const fetch = async () => Response.json({ object: "list", data: [] });
  const make = (options) => new OpenAIClient({ apiKey: "sk-test", logger, fetch, ...options });
  const client = make({ organization: "Acme Team" });
  client.organization = "Acme Team";
  client.organization = "acme";
  await client.models.list({ project: "website" });
  make({ organization: "org-fine", project: "proj_fine" });
  make({ organization: "gateway-team", baseURL: "https://gateway.example/v1" });
  make({ organization: "hushed", logLevel: "off" });
  assert.equal(heard.length, 3, heard.join("\n"));
  for (const [index, part] of ["Acme Team", "acme", "website"].entries()) {
    assert.ok(heard[index].includes(part) && /looks like (org-|proj_)/.test(heard[index]));
  }
});

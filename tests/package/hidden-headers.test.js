// What the client can still tell where CORS hides the headers of the answers, as in a page.
import assert from "node:assert/strict";
import { test } from "node:test";
import { chat, withSimulator } from "./server.js";

/** The headers that a page may read: those that CORS lists, and what the API exposes. */
const SEEN = ["content-type", "x-request-id"];

/** @type {typeof fetch} */
async function fetchAsInAPage(url, init) {
  const { body, status, headers } = await fetch(url, init);
  const seen = SEEN.flatMap((name) => (headers.has(name) ? [[name, headers.get(name)]] : []));
  return new Response(body, { status, headers: Object.fromEntries(seen) });
}

const organizations = ["org-team", "org-personal"];

test(
  "the text of a 429 says how long to wait",
  withSimulator(async ({ simulator, client: make }) => {
    simulator.faults.add({ match: {}, times: 1, fault: "rate_limit", ms: 900 });
    const client = make({ fetch: fetchAsInAPage });
    const { meta } = await client.chat.completions.create(chat).withResponse();
    // Left to itself, it would have waited for half a second at most.
    assert.ok(meta.waited >= 900, `${meta.waited} ms`);
    assert.deepEqual(meta.served, { organization: null, project: null, charged: null });
  }),
);

test(
  "figures come from the text of a 429, and say so; what is unknown is null",
  withSimulator(async ({ simulator, client: make }) => {
    const client = make({ fetch: fetchAsInAPage, organization: "org-team", maxRetries: 0 });
    await client.chat.completions.create(chat);
    const before = client.rateLimits({ model: "gpt-4o" });
    assert.deepEqual([before.requests, before.tokens], [null, null]);
    assert.ok(before.usage.outputTokens > 0, "usage is in the body");
    simulator.faults.add({ match: {}, times: 1, fault: "rate_limit", ms: 400, unit: "requests" });
    const error = await client.chat.completions.create(chat).catch((caught) => caught);
    assert.equal(error.diagnosis.limit.unit, "requests");
    const after = client.rateLimits({ model: "gpt-4o" });
    assert.deepEqual([after.requests.source, after.requests.remaining], ["message", 0]);
  }),
);

test(
  "the text names the organization that was charged when none was sent",
  withSimulator(async ({ simulator, client: make }) => {
    simulator.faults.add({ match: {}, times: 1, fault: "rate_limit", ms: 50 });
    const client = make({ fetch: fetchAsInAPage, maxRetries: 0 });
    const error = await client.chat.completions.create(chat).catch((caught) => caught);
    assert.equal(error.diagnosis.served.charged, "org-personal");
    assert.match(error.diagnosis.remedy, /default was charged: org-personal/);
  }),
);

test(
  "verify tells access and models, and leaves open which one is the default",
  withSimulator(async ({ client: make }) => {
    const found = await make({ fetch: fetchAsInAPage }).verify([...organizations, "org-stranger"]);
    const seen = found.map(({ hasAccess, isDefault, served }) => [hasAccess, isDefault, served]);
    assert.deepEqual(seen, [
      [true, null, null],
      [true, null, null],
      [false, null, null],
    ]);
  }),
);

test(
  "failover serves 120 calls from two organizations of 60 a minute with one refusal of each",
  withSimulator(
    async ({ simulator, client: make }) => {
      const client = make({ fetch: fetchAsInAPage, organizations, routing: "failover" });
      for (let i = 0; i < 120; i++) {
        const { meta } = await client.chat.completions.create(chat).withResponse();
        assert.equal(meta.waited, 0, `call ${i}`);
      }
      assert.ok(simulator.journal.filter({ status: 429 }).length <= 2);
    },
    {
      limits: {
        "org-team": { requests: 60, tokens: 1e6 },
        "org-personal": { requests: 60, tokens: 1e6 },
      },
      now: () => 1_800_000_000_000,
    },
  ),
);

// Which of several organizations takes a call.
import assert from "node:assert/strict";
import { test } from "node:test";
import { chat, withSimulator } from "./server.js";

const organizations = ["org-team", "org-personal"];
const sent = (simulator) => simulator.journal.entries.map((entry) => entry.organization);
const small = { limits: { "org-team": { requests: 60 }, "org-personal": { requests: 60 } } };
for (const limits of Object.values(small.limits)) Object.assign(limits, { tokens: 1e6 });

test(
  "failover serves 120 calls from two organizations of 60 a minute, without a wait",
  withSimulator(async ({ simulator, client: make }) => {
    const client = make({ organizations, routing: "failover" });
    const metas = [];
    for (let i = 0; i < 120; i++) {
      metas.push((await client.chat.completions.create(chat).withResponse()).meta);
    }
    assert.ok(metas.every(({ waited }) => waited === 0));
    const wasted = simulator.journal.filter({ status: 429 });
    assert.ok(wasted.length <= 2, `${wasted.length} refusals`);
    const counts = organizations.map((id) => sent(simulator).filter((one) => one === id).length);
    assert.ok(
      counts.every((count) => count >= 55),
      `${counts}`,
    );
  }, small),
);

test(
  "a call moves on at once from an organization that cannot take it, and says so",
  withSimulator(async ({ simulator, client: make }) => {
    for (const fault of ["insufficient_quota", "rate_limit", "invalid_organization"]) {
      simulator.reset();
      const match = { organization: "org-team" };
      simulator.faults.add({ match, times: null, fault, ms: 20_000 });
      const moves = [];
      const onRoute = (event) => moves.push(event);
      const client = make({ organizations, routing: "failover", onRoute });
      const { meta } = await client.chat.completions.create(chat).withResponse();
      assert.equal(meta.waited, 0, fault);
      assert.deepEqual(
        meta.attempts.map(({ organization }) => organization),
        organizations,
        fault,
      );
      assert.deepEqual(
        moves.map(({ organization, to }) => [organization, to]),
        [organizations],
        fault,
      );
      await client.chat.completions.create(chat);
      assert.deepEqual(sent(simulator).slice(2), ["org-personal"], `${fault}: skipped`);
    }
  }),
);

test(
  "a request that is too large moves nowhere",
  withSimulator(async ({ simulator, client: make }) => {
    const match = { organization: "org-team" };
    simulator.faults.add({ match, times: null, fault: "request_too_large" });
    const client = make({ organizations, routing: "failover" });
    const error = await client.chat.completions.create(chat).catch((caught) => caught);
    assert.equal(error.diagnosis.kind, "request_too_large");
    assert.equal(simulator.journal.entries.length, 1);
  }),
);

test(
  "when all are exhausted the call fails with the earliest time, if it may not wait",
  withSimulator(async ({ simulator, client: make }) => {
    const add = (organization, ms) => {
      simulator.faults.add({ match: { organization }, times: null, fault: "rate_limit", ms });
    };
    add("org-team", 30_000);
    add("org-personal", 20_000);
    const client = make({
      organizations,
      routing: "failover",
      waitForLimits: false,
      maxRetries: 0,
    });
    const before = Date.now();
    for (const attempt of ["tried", "known"]) {
      const error = await client.chat.completions.create(chat).catch((caught) => caught);
      assert.equal(error.name, "RateLimitError", attempt);
      const { retryAt } = error.diagnosis;
      const isEarliest = retryAt >= before + 20_000 && retryAt <= Date.now() + 20_000;
      assert.ok(isEarliest, `${attempt}: ${retryAt - before} ms`);
    }
    assert.equal(simulator.journal.entries.length, 2);
  }),
);

test(
  "when all are exhausted for a moment the call waits for the first that has room",
  withSimulator(async ({ simulator, client: make }) => {
    for (const organization of organizations) {
      const fault = { fault: "rate_limit", ms: 1_000 };
      simulator.faults.add({ match: { organization }, times: 1, ...fault });
    }
    const client = make({ organizations, routing: "failover" });
    const { meta } = await client.chat.completions.create(chat).withResponse();
    assert.equal(meta.attempts.length, 3);
    assert.ok(meta.waited > 0, `${meta.waited} ms`);
  }),
);

test(
  "what was created in an organization is followed up there",
  withSimulator(async ({ simulator, client: make }) => {
    const client = make({ organizations, routing: "failover" });
    simulator.faults.add({
      match: { organization: "org-team" },
      times: 1,
      fault: "rate_limit",
      ms: 50,
    });
    const first = await client.responses.create({ model: "gpt-4o", input: "Say hello" });
    await new Promise((resolve) => setTimeout(resolve, 100));
    const input = { model: "gpt-4o", input: "And again", previous_response_id: first.id };
    const { meta } = await client.responses.create(input).withResponse();
    assert.equal(meta.organization, "org-personal");
    assert.equal((await client.responses.retrieve(first.id)).id, first.id);

    const other = make({ organizations, routing: "failover" });
    other.ledger.load(client.ledger.toJSON());
    assert.equal((await other.responses.retrieve(first.id)).id, first.id, "in another session");
    assert.equal(simulator.journal.filter({ status: 404 }).length, 0);
  }),
);

test(
  "a stream whose first byte was handed out is never moved",
  withSimulator(async ({ simulator, client: make }) => {
    const fault = { fault: "error_event", after: 2, code: "rate_limit_exceeded", form: "data" };
    simulator.faults.add({ match: {}, times: 1, ...fault });
    const client = make({ organizations, routing: "failover" });
    const stream = await client.chat.completions.create({ ...chat, stream: true });
    await assert.rejects(async () => {
      for await (const chunk of stream) assert.ok(chunk);
    });
    assert.deepEqual(sent(simulator), ["org-team"]);
  }),
);

test(
  "an organization that the caller names is used, whatever routing would do",
  withSimulator(async ({ simulator, client: make }) => {
    const client = make({ organizations, routing: "failover" });
    await client.models.list({ organization: "org-personal" });
    await client.withOptions({ organization: "org-personal" }).models.list();
    assert.deepEqual(sent(simulator), ["org-personal", "org-personal"]);
  }),
);

test(
  "weights share calls out, and headroom goes where most is left",
  withSimulator(
    async ({ simulator, client: make }) => {
      const weighted = [{ organization: "org-team", weight: 0 }, "org-personal"];
      const client = make({ organizations: weighted, routing: "weighted" });
      for (let i = 0; i < 5; i++) await client.chat.completions.create(chat);
      assert.ok(sent(simulator).every((one) => one === "org-personal"));

      const roomy = make({ organizations, routing: "headroom" });
      for (const organization of organizations) {
        await roomy.chat.completions.create(chat, { organization });
      }
      simulator.journal.clear();
      for (let i = 0; i < 5; i++) await roomy.chat.completions.create(chat);
      assert.ok(sent(simulator).every((one) => one === "org-team"));
    },
    { limits: { "org-team": { requests: 1000 }, "org-personal": { requests: 20 } } },
  ),
);

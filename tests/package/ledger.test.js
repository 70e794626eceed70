// What the client knows of each organization, and who hears of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { chat, withSimulator } from "./server.js";

test(
  "the ledger knows what is left and what was used, and can be moved",
  withSimulator(async ({ client: make }) => {
    const client = make({ organization: "org-team" });
    await client.chat.completions.create(chat);
    const stream = await client.chat.completions.create({
      ...chat,
      stream: true,
      stream_options: { include_usage: true },
    });
    for await (const chunk of stream) assert.ok(chunk);
    const known = client.rateLimits({ organization: "org-team", model: "gpt-4o" });
    assert.equal(known.requests.source, "header");
    assert.ok(known.requests.remaining < known.requests.limit);
    assert.ok(known.requests.age < 5_000);
    assert.equal(known.usage.requests, 2);
    assert.ok(known.usage.inputTokens > 0 && known.usage.outputTokens > 0);
    assert.equal(known.inFlight, 0);

    const other = make({ organization: "org-team" });
    assert.equal(other.rateLimits({ model: "gpt-4o" }).requests, null);
    other.ledger.load(JSON.parse(JSON.stringify(client.ledger)));
    assert.deepEqual(other.rateLimits({ model: "gpt-4o" }).usage, known.usage);
    assert.throws(() => other.ledger.load({ version: 1, lines: ["nonsense"] }), /snapshot/);
  }),
);

test(
  "a scope made with withOptions shares the ledger",
  withSimulator(async ({ client: make }) => {
    const client = make();
    await client.withOptions({ organization: "org-team" }).chat.completions.create(chat);
    assert.ok(client.rateLimits({ organization: "org-team", model: "gpt-4o" }).requests);
  }),
);

test(
  "verify says for each organization whether the key may use it, and which is the default",
  withSimulator(async ({ simulator, client: make }) => {
    const found = await make().verify(["org-team", "org-personal", "org-stranger"]);
    const seen = found.map(({ organization, hasAccess, isDefault }) => [
      organization,
      hasAccess,
      isDefault,
    ]);
    assert.deepEqual(seen, [
      ["org-team", true, false],
      ["org-personal", true, true],
      ["org-stranger", false, null],
    ]);
    assert.ok(found[0].models > 0);
    assert.equal(found[2].diagnosis.kind, "invalid_organization");
    assert.ok(simulator.journal.entries.every(({ path }) => path.endsWith("/models")));
  }),
);

test(
  "an event tells when a limit is near, once",
  withSimulator(
    async ({ client: make }) => {
      const near = [];
      const onLimit = (event) => near.push(event);
      const client = make({ organization: "org-team", nearLimit: 0.5, onLimit });
      for (let i = 0; i < 8; i++) await client.chat.completions.create(chat);
      const requests = near.filter(({ unit }) => unit === "requests");
      assert.equal(requests.length, 1);
      assert.equal(requests[0].organization, "org-team");
    },
    { limits: { "org-team": { requests: 10 } } },
  ),
);

test(
  "hooks hear of everything with the key masked, and do no harm",
  withSimulator(async ({ simulator, client: make }) => {
    const heard = [];
    const hook = (name) => (event) => {
      heard.push([name, event]);
      if (name === "onResponse") throw new Error("a hook that throws");
      return Promise.reject(new Error("a hook that rejects"));
    };
    simulator.faults.add({ match: {}, times: 1, fault: "500" });
    const names = ["onRequest", "onResponse", "onRetry"];
    const client = make(Object.fromEntries(names.map((name) => [name, hook(name)])));
    await client.models.list();
    assert.deepEqual(
      heard.map(([name]) => name),
      ["onRequest", "onResponse", "onRetry", "onRequest", "onResponse"],
    );
    assert.equal(heard[0][1].headers.authorization, "***");
    assert.ok(!JSON.stringify(heard).includes("sk-simulator"));
  }),
);

test(
  "without a model, what is left is the scarcest of all models, and usage is their sum",
  withSimulator(async ({ client: make }) => {
    const client = make({ organization: "org-team" });
    for (const model of ["gpt-4o", "gpt-4o-mini"]) {
      await client.chat.completions.create({ ...chat, model });
    }
    await client.models.list();
    const parts = client.rateLimits().filter(({ model }) => model);
    const whole = client.rateLimits({ organization: "org-team" });
    const least = (list) => Math.min(...list.map(({ requests }) => requests.remaining));
    assert.equal(parts.length, 2);
    assert.equal(whole.requests.remaining, least(parts));
    const tokens = parts.map(({ usage }) => usage.inputTokens);
    assert.equal(whole.usage.inputTokens, tokens[0] + tokens[1]);
    assert.deepEqual([whole.model, whole.usage.requests], [null, 3]);
  }),
);

// What hooks hear of one call can be told from what they hear of others.
import assert from "node:assert/strict";
import { test } from "node:test";
import { chat, withSimulator } from "./server.js";

test(
  "every event of a call has its number and that of the request, whatever hooks do",
  withSimulator(async ({ simulator, client: make }) => {
    const heard = [];
    const hear = (what) => (event) => {
      heard.push([event.callId, event.attempt, what, event.kind ?? null]);
      if (what === "retry") throw new Error("a hook that throws");
      return Promise.reject(new Error("a hook whose promise rejects"));
    };
    const client = make({
      onRequest: hear("request"),
      onResponse: hear("response"),
      onRetry: hear("retry"),
    });
    simulator.faults.add({ match: { path: "/chat/completions" }, times: 1, fault: "500" });
    await Promise.all([client.chat.completions.create(chat), client.models.list()]);
    const [one, two] = [...new Set(heard.map(([id]) => id))];
    assert.ok(one !== two && heard.every(([id]) => id === one || id === two));
    const of = (id) => heard.filter((event) => event[0] === id).map(([, ...rest]) => rest);
    assert.deepEqual(of(two), [
      [0, "request", null],
      [0, "response", null],
    ]);
    assert.deepEqual(of(one), [
      [0, "request", null],
      [0, "response", "server_error"],
      [0, "retry", "server_error"],
      [1, "request", null],
      [1, "response", null],
    ]);
  }),
);

test(
  "a snapshot names no chat that was not stored, and what was stored is followed up",
  withSimulator(async ({ client: make }) => {
    const organizations = ["org-team", "org-personal"];
    const client = make({ organizations, routing: "failover" });
    for (let count = 0; count < 20; count += 1) await client.chat.completions.create(chat);
    assert.ok(!JSON.stringify(client.ledger).includes("chatcmpl-"));
    assert.ok(JSON.stringify(client.ledger).length < 1_000);
    const stored = { ...chat, store: true };
    const { id } = await client.chat.completions.create(stored, { organization: "org-personal" });
    const { meta } = await client.chat.completions.retrieve(id).withResponse();
    assert.equal(meta.organization, "org-personal");
  }),
);

test(
  "a diagnosis has a sentence for end users that names nobody",
  withSimulator(async ({ simulator, client: make }) => {
    simulator.faults.add({ match: {}, times: null, fault: "insufficient_quota" });
    const error = await make({ organization: "org-team" })
      .models.list()
      .catch((caught) => caught);
    assert.equal(
      error.diagnosis.public,
      "The service is not available. Please tell whoever runs it.",
    );
  }),
);

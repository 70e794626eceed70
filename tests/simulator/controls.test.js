// The controls: journal, faults, exhausting an organization, and starting anew.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Hono } from "hono";
import { fault, organization, startAsking } from "./ask.js";

const team = organization("org-team");

test("the journal shows what was sent, without the middle of the key", async () => {
  const { ask, complete } = startAsking();
  await complete(team);
  await complete(organization("org-stranger"));
  const text = await (await ask("/_simulator/journal")).text();
  const [first, second] = JSON.parse(text);
  assert.deepEqual([first.method, first.path], ["POST", "/v1/chat/completions"]);
  assert.deepEqual([first.organization, first.status, first.finished], ["org-team", 200, true]);
  assert.equal(first.body.model, "gpt-4o");
  assert.deepEqual([second.organization, second.served], ["org-stranger", null]);
  assert.equal(second.code, "invalid_organization");
  assert.ok(!text.includes("sk-simulator"));
});

test("an exhausted organization refuses, the other one serves, and a reset helps", async () => {
  const cases = [
    [{ requests: true }, /requests per min \(RPM\)/],
    [{ tokens: true }, /tokens per min \(TPM\)/],
    [{ quota: true }, /exceeded your current quota/],
    [{ spend: true }, /reached its spend limit/],
    [{}, /requests per min \(RPM\)/],
  ];
  for (const [body, expected] of cases) {
    const { ask, complete } = startAsking({ now: () => 0 });
    await ask("/_simulator/organizations/org-team/exhaust", { body });
    const response = await complete(team);
    assert.equal(response.status, 429);
    assert.match((await response.json()).error.message, expected);
    assert.equal((await complete(organization("org-personal"))).status, 200);
    await ask("/_simulator/organizations/org-team/restore", { method: "POST" });
    assert.equal((await complete(team)).status, 200, "restored");
  }
});

test("an exhausted organization can be kept so for a while", async () => {
  let now = 0;
  const { ask, complete } = startAsking({ now: () => now });
  await ask("/_simulator/organizations/org-team/exhaust", { body: { for: 30_000 } });
  for (const [time, status] of [
    [0, 429],
    [29_000, 429],
    [31_000, 200],
  ]) {
    now = time;
    assert.equal((await complete(team)).status, status, `${time}`);
  }
});

test("gauges show what is left", async () => {
  const { ask, complete } = startAsking({ now: () => 0 });
  await complete(team, { max_tokens: 87 });
  const organizations = await (await ask("/_simulator/organizations")).json();
  const { buckets } = organizations.find(({ id }) => id === "org-team");
  const left = buckets.filter(({ model }) => model === "gpt-4o").map(({ remaining }) => remaining);
  assert.deepEqual(left, [499, 29_900]);
});

test("limits can be set, for all models or for one", async () => {
  const { ask, complete } = startAsking();
  await ask("/_simulator/organizations/org-team/limits", { body: { requests: 7 } });
  await ask("/_simulator/organizations/org-team/limits", { body: { model: "gpt-5", requests: 3 } });
  for (const [model, limit] of [
    ["gpt-4o", "7"],
    ["gpt-5", "3"],
  ]) {
    const { headers } = await complete(team, { model });
    assert.equal(headers.get("x-ratelimit-limit-requests"), limit, model);
  }
});

test("faults are added, listed and removed over HTTP", async () => {
  const { ask, complete } = startAsking();
  const rule = { fault: "quota", times: null, match: { organization: "org-team" } };
  const { id } = await (await ask("/_simulator/faults", { body: rule })).json();
  for (const _ of [1, 2]) assert.equal((await complete(team)).status, 429);
  const [listed] = await (await ask("/_simulator/faults")).json();
  assert.deepEqual([listed.id, listed.fault], [id, "insufficient_quota"]);
  await ask(`/_simulator/faults/${id}`, { method: "DELETE" });
  assert.equal((await complete(team)).status, 200);
});

test("a control that is used wrongly says why", async () => {
  const { ask } = startAsking();
  const cases = [
    ["/_simulator/faults", { fault: "meteor" }, /unknown fault meteor/],
    ["/_simulator/organizations/org-x/exhaust", {}, /unknown organization org-x/],
    ["/_simulator/organizations/org-team/exhaust", { air: true }, /unknown thing to exhaust air/],
  ];
  for (const [path, body, expected] of cases) {
    const response = await ask(path, { body });
    assert.equal(response.status, 400, path);
    assert.match((await response.json()).error.message, expected);
  }
});

test("a reset forgets everything", async () => {
  const { ask, complete, simulator } = startAsking({ now: () => 0 });
  await complete({ ...team, ...fault("quota") });
  simulator.exhaust("org-team");
  simulator.faults.add({ fault: "500" });
  await ask("/_simulator/reset", { method: "POST" });
  assert.deepEqual([simulator.journal.entries, simulator.faults.list()], [[], []]);
  assert.equal((await complete(team)).headers.get("x-ratelimit-remaining-requests"), "499");
});

test("can live under a path, or inside another application", async () => {
  const { simulator } = startAsking({ base: "/some/page" });
  const parent = new Hono();
  parent.route("/there", startAsking().simulator.app);
  const init = { headers: { authorization: "Bearer sk-simulator" } };
  for (const [app, path] of [
    [simulator, "/some/page/v1/nothing"],
    [parent, "/there/v1/nothing"],
  ]) {
    const response = await app.fetch(new Request(`http://simulator${path}`, init));
    assert.equal(response.status, 404);
    assert.equal((await response.json()).error.message, "Invalid URL (GET /v1/nothing)");
  }
});

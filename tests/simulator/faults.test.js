// Faults on request, by header and by rule.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fault, organization, readEvents, startAsking } from "./ask.js";

test("a 429 carries the waiting times it is told to", async () => {
  const { complete } = startAsking();
  const cases = [
    ["rate_limit", {}],
    ["429; retry-after=2", { "retry-after": "2" }],
    [
      "rate_limit; retry-after-ms=1500; x-should-retry=false",
      { "retry-after-ms": "1500", "x-should-retry": "false" },
    ],
    ["503; retry-after=1", { "retry-after": "1" }],
  ];
  const names = ["retry-after", "retry-after-ms", "x-should-retry"];
  for (const [text, expected] of cases) {
    const { headers } = await complete(fault(text));
    const found = names
      .filter((name) => headers.has(name))
      .map((name) => [name, headers.get(name)]);
    assert.deepEqual(Object.fromEntries(found), expected, text);
  }
});

test("a wanted rate limit agrees with its headers", async () => {
  const { complete } = startAsking();
  const response = await complete(fault("rate_limit; ms=644"));
  assert.match(
    (await response.json()).error.message,
    /Limit 30000, Used 30000, Requested 322\. Please try again in 644ms/,
  );
  assert.equal(response.headers.get("x-ratelimit-remaining-tokens"), "0");
  assert.equal(response.headers.get("x-ratelimit-reset-tokens"), "644ms");
});

test("rules match, and are gone when they have been used", async () => {
  const { complete, simulator } = startAsking();
  const match = {
    path: "/chat/completions",
    organization: "org-team",
    model: "gpt-4o",
    method: "POST",
  };
  simulator.faults.add({ match, times: 2, fault: "rate_limit", "retry-after": 3 });
  const statuses = [];
  for (const id of ["org-personal", "org-team", "org-team", "org-team"]) {
    statuses.push((await complete(organization(id))).status);
  }
  assert.deepEqual(statuses, [200, 429, 429, 200]);
  assert.deepEqual(simulator.faults.list(), []);
  assert.deepEqual(simulator.journal.entries[1].faults, ["rate_limit_exceeded"]);
});

test("answers that are no JSON, or half of one, or nothing", async () => {
  const { complete } = startAsking();
  const html = await complete(fault("html"));
  assert.equal(html.status, 502);
  assert.match(html.headers.get("content-type"), /^text\/html/);
  assert.match(await html.text(), /^<!doctype html>/);
  const empty = await complete(fault("empty"));
  assert.deepEqual([empty.status, await empty.text()], [200, ""]);
  const half = await complete(fault("half_json"));
  assert.equal(half.status, 200);
  await assert.rejects(half.json(), SyntaxError);
});

test("a delay comes before the headers, a slow start after them", async () => {
  const { complete } = startAsking();
  const timed = async (action) => {
    const start = performance.now();
    const result = await action();
    return [performance.now() - start, result];
  };
  const [delayed] = await timed(() => complete(fault("delay; ms=80")));
  assert.ok(delayed >= 75, `${delayed}`);
  const response = await complete(fault("slow_start; ms=60000"), { stream: true });
  const reader = response.body.getReader();
  const soon = new Promise((resolve) => setImmediate(resolve, "nothing yet"));
  assert.equal(await Promise.race([reader.read(), soon]), "nothing yet");
  await reader.cancel();
});

test("a stream is cut after so many whole events", async () => {
  const { complete } = startAsking();
  for (const after of [0, 1, 4]) {
    const response = await complete(fault(`cut; after=${after}`), { stream: true });
    const events = readEvents(await response.text());
    assert.equal(events.length, after);
    for (const { data } of events) assert.ok(JSON.parse(data).choices);
  }
});

test("a stream is cut inside a character", async () => {
  const { complete } = startAsking();
  const response = await complete(fault("cut_utf8; after=2"), { stream: true });
  const bytes = new Uint8Array(await response.arrayBuffer());
  assert.deepEqual([...bytes.slice(-2)], [0xf0, 0x9f]);
  assert.throws(() => new TextDecoder("utf-8", { fatal: true }).decode(bytes), TypeError);
  const whole = readEvents(new TextDecoder().decode(bytes)).slice(0, -1);
  assert.equal(whole.length, 2);
});

test("a malformed event comes in between, and the stream goes on", async () => {
  const { complete } = startAsking();
  const response = await complete(fault("malformed_event; after=1"), { stream: true });
  const events = readEvents(await response.text());
  assert.throws(() => JSON.parse(events[1].data), SyntaxError);
  assert.equal(events.at(-1).data, "[DONE]");
});

test("an error event comes in each of its forms", async () => {
  const { ask } = startAsking();
  const cases = [
    ["/v1/chat/completions", "", null, ({ error }) => error],
    ["/v1/chat/completions", "; form=event", "error", ({ error }) => error],
    ["/v1/responses", "", "error", (data) => data],
    ["/v1/responses", "; form=data", null, ({ error }) => error],
    ["/v1/responses", "; form=failed", "response.failed", ({ response }) => response.error],
  ];
  for (const [path, form, name, errorIn] of cases) {
    const said = path.endsWith("responses")
      ? { input: "hi" }
      : { messages: [{ role: "user", content: "hi" }] };
    const body = { model: "gpt-4o", stream: true, ...said };
    const headers = fault(`error_event; after=2; code=insufficient_quota${form}`);
    const response = await ask(path, { headers, body });
    const { event, data } = readEvents(await response.text()).at(-1);
    assert.equal(response.status, 200);
    assert.equal(event, name, `${path}${form}`);
    assert.equal(errorIn(JSON.parse(data)).code, "insufficient_quota", `${path}${form}`);
  }
});

test("a reset without a socket is a failed fetch, or a broken body", async () => {
  const { complete } = startAsking();
  await assert.rejects(complete(fault("reset")), TypeError);
  const response = await complete(fault("reset; after=1"), { stream: true });
  await assert.rejects(response.text(), TypeError);
  const whole = await complete(fault("reset; after=1"));
  await assert.rejects(whole.text(), TypeError);
});

test("a stall stays open until the client has had enough", async () => {
  const { complete, simulator } = startAsking();
  const response = await complete(fault("stall; after=2"), { stream: true });
  const reader = response.body.getReader();
  await reader.read();
  const quiet = new Promise((resolve) => setTimeout(resolve, 60, "quiet"));
  assert.equal(await Promise.race([readAll(reader), quiet]), "quiet");
  await reader.cancel();
  assert.equal(simulator.journal.last.aborted, true);
  assert.equal(simulator.journal.last.events, 2);
});

async function readAll(reader) {
  while (!(await reader.read()).done);
}

test("an unknown fault is refused by its name", async () => {
  const { complete, simulator } = startAsking();
  const response = await complete(fault("meteor"));
  assert.equal(response.status, 400);
  assert.match((await response.json()).error.message, /unknown fault meteor/);
  assert.throws(() => simulator.faults.add({ fault: "meteor" }), /unknown fault meteor/);
});

// Limits: buckets that refill with the clock, their texts and headers.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Bucket } from "../../simulator/accounts/buckets.js";
import { formatDuration } from "../../simulator/accounts/duration.js";
import { fault, organization, startAsking } from "./ask.js";

/** A clock that is set by hand. */
function handClock() {
  const clock = { time: 1_700_000_000_000, now: () => clock.time };
  return clock;
}

const short = { max_tokens: 5 };

test("a bucket refills continuously, up to its limit", () => {
  const clock = handClock();
  const bucket = new Bucket(60, clock.now);
  bucket.take(60);
  const cases = [
    [0, 0],
    [999, 0],
    [1, 1],
    [29_000, 30],
    [90_000, 60],
  ];
  for (const [milliseconds, remaining] of cases) {
    clock.time += milliseconds;
    assert.equal(bucket.remaining, remaining, `after ${milliseconds} ms more`);
  }
});

test("the wait is what the published texts say for their figures", () => {
  const cases = [
    [30_000, 29_937, 385, "644ms"],
    [30_000, 22_999, 12_528, "11.054s"],
  ];
  for (const [limit, used, requested, expected] of cases) {
    const bucket = new Bucket(limit, () => 0);
    bucket.take(used);
    assert.equal(formatDuration(bucket.wait(requested)), expected);
  }
});

test("durations are written as Go writes them", () => {
  const cases = [
    [0, "0s"],
    [120, "120ms"],
    [1000, "1s"],
    [8640, "8.64s"],
    [360_000, "6m0s"],
    [3_723_000, "1h2m3s"],
  ];
  for (const [milliseconds, expected] of cases) {
    assert.equal(formatDuration(milliseconds), expected);
  }
});

test("sixty requests a minute are sixty, and then one each second", async () => {
  const clock = handClock();
  const { complete } = startAsking({ now: clock.now, limits: { "org-team": { requests: 60 } } });
  const statuses = async (count) => {
    const all = [];
    for (let at = 0; at < count; at++)
      all.push((await complete(organization("org-team"), short)).status);
    return all;
  };
  assert.deepEqual(await statuses(61), [...Array(60).fill(200), 429]);
  clock.time += 2_000;
  assert.deepEqual(await statuses(3), [200, 200, 429]);
});

test("the text of a 429 names the limit, and waiting that long helps", async () => {
  const clock = handClock();
  const limits = { "org-team": { requests: 100, tokens: 1_000 } };
  const { complete } = startAsking({ now: clock.now, limits });
  const ask = () => complete(organization("org-team"), { max_tokens: 487 });
  for (const _ of [1, 2]) assert.equal((await ask()).status, 200);
  const refused = await ask();
  const { error } = await refused.json();
  assert.equal(refused.status, 429);
  assert.match(
    error.message,
    /^Rate limit reached for gpt-4o in organization org-team on tokens per min \(TPM\): Limit 1000, Used 1000, Requested 500\. Please try again in 30s\. Visit /,
  );
  assert.deepEqual([error.type, error.code], ["tokens", "rate_limit_exceeded"]);
  clock.time += 30_000;
  assert.equal((await ask()).status, 200);
});

test("headers count down and say when all is back", async () => {
  const clock = handClock();
  const limits = { "org-team": { requests: 60, tokens: 6_000 } };
  const { complete } = startAsking({ now: clock.now, limits });
  const { headers } = await complete(organization("org-team"), { max_tokens: 587 });
  const shown = ["limit", "remaining", "reset"].flatMap((what) =>
    ["requests", "tokens"].map((unit) => headers.get(`x-ratelimit-${what}-${unit}`)),
  );
  assert.deepEqual(shown, ["60", "6000", "59", "5400", "1s", "6s"]);
});

test("organizations and models have buckets of their own", async () => {
  const limits = { "org-team": { requests: 1 }, "org-personal": { requests: 1 } };
  const { complete } = startAsking({ now: () => 0, limits });
  const cases = [
    ["org-team", "gpt-4o", 200],
    ["org-team", "gpt-4o", 429],
    ["org-team", "gpt-4o-mini", 200],
    ["org-personal", "gpt-4o", 200],
    ["org-personal", "gpt-4o", 429],
  ];
  for (const [id, model, status] of cases) {
    const response = await complete(organization(id), { ...short, model });
    assert.equal(response.status, status, `${id} ${model}`);
  }
});

test("keys of one organization share its buckets", async () => {
  const { ask, complete } = startAsking({ now: () => 0, limits: { "org-team": { requests: 1 } } });
  assert.equal((await complete(organization("org-team"), short)).status, 200);
  const body = { model: "gpt-4o", messages: [{ role: "user", content: "hi" }] };
  const response = await ask("/v1/chat/completions", { key: "sk-proj-simulator", body });
  assert.equal(response.status, 429);
  assert.match(
    (await response.json()).error.message,
    /requests per min \(RPM\): Limit 1, Used 1, Requested 1\. Please try again in 1m0s/,
  );
});

test("a project may have less than its organization", async () => {
  const { complete } = startAsking({ now: () => 0 });
  const headers = { ...organization("org-team"), "openai-project": "proj_small" };
  const first = await complete(headers, { max_tokens: 587 });
  assert.equal(first.headers.get("x-ratelimit-limit-project-tokens"), "1000");
  assert.equal(first.headers.get("x-ratelimit-remaining-project-tokens"), "400");
  const { error } = await (await complete(headers, { max_tokens: 587 })).json();
  assert.match(
    error.message,
    /in project proj_small on tokens per min \(TPM\): Limit 1000, Used 600/,
  );
});

test("failed requests count as well", async () => {
  const { complete } = startAsking({ now: () => 0, limits: { "org-team": { requests: 3 } } });
  const team = organization("org-team");
  assert.equal((await complete(team, { messages: [] })).status, 400);
  assert.equal((await complete({ ...team, ...fault("server_error") })).status, 500);
  const { headers } = await complete(team);
  assert.equal(headers.get("x-ratelimit-remaining-requests"), "0");
});

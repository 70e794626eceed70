// What an admin key sees and changes: usage, costs, projects, their keys and limits, users and invites.

import assert from "node:assert/strict";
import { test } from "node:test";
import { chat, organization, startAsking } from "./ask.js";

const admin = "sk-admin-simulator";
const now = () => 1_760_000_000_000;

/** Asks in turn as anybody, and as the admin of an organization. */
function startReading(options) {
  const { ask, ...rest } = startAsking({ now, ...options });
  const read = async (path, body, { method, key = admin } = {}) =>
    (await ask(`/v1/organization/${path}`, { body, method, key })).json();
  return { ask, read, ...rest };
}

test("usage and costs show what each organization was charged", async () => {
  const { complete, ask, read } = startReading();
  const { usage } = await (await complete(organization("org-team"))).json();
  await complete(organization("org-team"), { model: "gpt-4o-mini" });
  const body = { model: "text-embedding-3-small", input: "one two" };
  await ask("/v1/embeddings", { body });
  const query = "start_time=1759990000&bucket_width=1m&limit=1440&group_by[]=model";
  const own = await read(`usage/completions?${query}`);
  const found = own.data.flatMap(({ results }) => results);
  assert.deepEqual(
    found.map(({ model }) => model),
    ["gpt-4o", "gpt-4o-mini"],
  );
  assert.equal(found[0].output_tokens, usage.completion_tokens);
  const other = await read(`usage/embeddings?${query}`, undefined, { key: "sk-admin-personal" });
  assert.equal(other.data.flatMap(({ results }) => results)[0].input_tokens, 2);
  const costs = await read("costs?start_time=1759990000");
  const [{ amount, line_item }] = costs.data.at(-1).results;
  assert.ok(amount.value > 0 && amount.value < 0.01 && line_item === null, `${amount.value}`);
});

test("usage comes in pages of buckets", async () => {
  const { read } = startReading();
  const first = await read("usage/completions?start_time=1759000000&limit=3");
  assert.deepEqual([first.data.length, first.has_more], [3, true]);
  const next = await read(
    `usage/completions?start_time=1759000000&limit=31&page=${first.next_page}`,
  );
  assert.equal(next.data[0].start_time, first.data[2].end_time);
  assert.equal(next.has_more, false);
  assert.match((await read("usage/completions?limit=3")).error.message, /'start_time'/);
});

test("a project is made, used by a key of its own, and archived", async () => {
  const { ask, read } = startReading();
  const project = await read("projects", { name: "New" });
  const path = `projects/${project.id}`;
  const {
    api_key: { value, id },
  } = await read(`${path}/service_accounts`, { name: "robot" });
  const complete = () => ask("/v1/chat/completions", { key: value, body: chat });
  const response = await complete();
  assert.equal(response.headers.get("openai-project"), project.id);
  const { data } = await read(`${path}/api_keys`);
  assert.deepEqual(
    data.map((each) => each.id),
    [id],
  );
  assert.ok(!JSON.stringify(data).includes(value));
  assert.equal((await read(`${path}/archive`, {})).status, "archived");
  assert.equal((await (await complete()).json()).error.code, "not_authorized_invalid_project");
  await read(`${path}/api_keys/${id}`, undefined, { method: "DELETE" });
  assert.equal((await (await complete()).json()).error.code, "invalid_api_key");
});

test("a changed limit of a project holds", async () => {
  const { complete, read } = startReading();
  const changed = await read("projects/proj_team/rate_limits/rl-gpt-4o", {
    max_requests_per_1_minute: 1,
  });
  assert.equal(changed.max_requests_per_1_minute, 1);
  const statuses = [];
  for (const _ of [1, 2]) statuses.push((await complete(organization("org-team"))).status);
  assert.deepEqual(statuses, [200, 429]);
});

test("a user who was removed has no access", async () => {
  const { complete, read } = startReading();
  const { data } = await read("users");
  assert.deepEqual(
    data.map(({ id, role }) => [id, role]),
    [["user-simulator", "reader"]],
  );
  assert.equal((await read("users/user-simulator", { role: "owner" })).role, "owner");
  await read("users/user-simulator", undefined, { method: "DELETE" });
  assert.equal((await complete(organization("org-team"))).status, 401);
});

test("invitations are sent, seen and taken back", async () => {
  const { read } = startReading();
  const { id, status } = await read("invites", { email: "new@example.com", role: "reader" });
  assert.equal(status, "pending");
  assert.equal((await read("invites")).data[0].id, id);
  assert.equal((await read(`invites/${id}`, undefined, { method: "DELETE" })).deleted, true);
  assert.match(
    (await read("invites", { email: "x", role: "reader" })).error.message,
    /email address/,
  );
});

test("a key of a project may name its own organization only", async () => {
  const { ask } = startReading();
  const asked = (id) => ask("/v1/models", { key: "sk-proj-personal", headers: organization(id) });
  assert.equal((await asked("org-personal")).status, 200);
  assert.equal((await (await asked("org-team")).json()).error.code, "mismatched_organization");
});

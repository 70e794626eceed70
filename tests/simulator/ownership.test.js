// What is made in an organization is found there, and nowhere else.

import assert from "node:assert/strict";
import { test } from "node:test";
import { organization, question, startAsking } from "./ask.js";

const team = organization("org-team");

async function upload(ask, name, headers = team) {
  const body = new FormData();
  body.set("purpose", "user_data");
  body.set("file", new File([`content of ${name}`], name));
  return (await ask("/v1/files", { body, headers })).json();
}

test("a file belongs to the organization that uploaded it", async () => {
  const { ask } = startAsking();
  const file = await upload(ask, "a.txt");
  assert.match(file.id, /^file-/);
  assert.deepEqual([file.bytes, file.filename, file.purpose], [16, "a.txt", "user_data"]);
  const path = `/v1/files/${file.id}`;
  assert.deepEqual(await (await ask(path, { headers: team })).json(), file);
  const content = await ask(`${path}/content`, { headers: team });
  assert.equal(await content.text(), "content of a.txt");
  const elsewhere = await ask(path);
  assert.equal(elsewhere.status, 404);
  assert.equal((await elsewhere.json()).error.message, `No such File object: ${file.id}`);
});

test("files are listed in pages, in either order", async () => {
  const { ask } = startAsking();
  for (const name of ["a", "b", "c"]) await upload(ask, name);
  await upload(ask, "other", {});
  const list = async (query) => (await ask(`/v1/files?${query}`, { headers: team })).json();
  const names = ({ data }) => data.map(({ filename }) => filename).join("");
  const first = await list("limit=2");
  assert.deepEqual([names(first), first.has_more], ["cb", true]);
  const second = await list(`limit=2&after=${first.last_id}`);
  assert.deepEqual([names(second), second.has_more], ["a", false]);
  assert.equal(names(await list("order=asc")), "abc");
  assert.equal(names(await list("purpose=batch")), "");
});

test("a deleted file is gone", async () => {
  const { ask } = startAsking();
  const { id } = await upload(ask, "a.txt");
  const path = `/v1/files/${id}`;
  const deleted = await ask(path, { method: "DELETE", headers: team });
  assert.deepEqual(await deleted.json(), { id, object: "file", deleted: true });
  assert.equal((await ask(path, { headers: team })).status, 404);
});

test("a response is continued, read and deleted where it was made", async () => {
  const { ask } = startAsking();
  const respond = (body, headers) =>
    ask("/v1/responses", { headers, body: { model: "gpt-4o", ...body } });
  const { id } = await (await respond({ input: question }, team)).json();
  const next = { input: "Where was it played?", previous_response_id: id };
  const followed = await (await respond(next, team)).json();
  assert.match(followed.output[0].content[0].text, /Globe Life Field/);
  const lost = await respond(next, {});
  assert.deepEqual(
    [lost.status, (await lost.json()).error.code],
    [400, "previous_response_not_found"],
  );
  const path = `/v1/responses/${id}`;
  const statuses = [];
  for (const [headers, method] of [[{}], [team], [{}, "DELETE"], [team, "DELETE"], [team]]) {
    statuses.push((await ask(path, { headers, method })).status);
  }
  assert.deepEqual(statuses, [404, 200, 404, 200, 404]);
});

test("an organization sees its own models", async () => {
  const { ask } = startAsking();
  const seen = async (headers) => {
    const { data } = await (await ask("/v1/models", { headers })).json();
    return data.some(({ id }) => id === "gpt-4o-acme");
  };
  assert.equal(await seen(team), true);
  assert.equal(await seen({}), false);
  assert.equal((await ask("/v1/models/gpt-4o-acme")).status, 404);
  assert.equal((await ask("/v1/models/gpt-4o-acme", { headers: team })).status, 200);
});

test("a legacy key learns its organizations, an admin key its projects and limits", async () => {
  const { ask } = startAsking();
  const { orgs } = await (await ask("/v1/me")).json();
  const known = orgs.data.map(({ id, is_default }) => [id, is_default]);
  assert.deepEqual(known, [
    ["org-personal", true],
    ["org-team", false],
  ]);
  assert.equal((await ask("/v1/me", { key: "sk-proj-simulator" })).status, 403);

  const key = "sk-admin-simulator";
  const projects = await (
    await ask("/v1/organization/projects?include_archived=true", { key })
  ).json();
  assert.ok(
    projects.data.some(({ id, status }) => id === "proj_archived" && status === "archived"),
  );
  const limits = await (
    await ask("/v1/organization/projects/proj_small/rate_limits", { key })
  ).json();
  const found = limits.data.find(({ model }) => model === "gpt-4o");
  assert.deepEqual([found.max_requests_per_1_minute, found.max_tokens_per_1_minute], [500, 1_000]);
  assert.equal((await ask("/v1/organization/projects")).status, 403);
});

test("like texts have like vectors", async () => {
  const { ask } = startAsking();
  const input = ["a river in winter", "the river in winter", "tax law"];
  const body = { model: "text-embedding-3-small", input };
  const { data, usage } = await (await ask("/v1/embeddings", { body })).json();
  const [river, same, other] = data.map(({ embedding }) => embedding);
  const product = (a, b) => a.reduce((sum, value, at) => sum + value * b[at], 0);
  assert.equal(river.length, 1536);
  assert.ok(Math.abs(product(river, river) - 1) < 1e-3);
  assert.ok(product(river, same) > product(river, other) + 0.3);
  assert.equal(usage.prompt_tokens, usage.total_tokens);
});

test("moderation flags what it should", async () => {
  const { ask } = startAsking();
  const body = { input: ["I will kill you", "good morning"] };
  const { results } = await (await ask("/v1/moderations", { body })).json();
  assert.deepEqual(
    results.map(({ flagged }) => flagged),
    [true, false],
  );
  assert.equal(results[0].categories.violence, true);
});

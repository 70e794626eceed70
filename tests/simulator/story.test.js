// Two organizations, one key, and a stranger: what a person does on the page.

import assert from "node:assert/strict";
import { test } from "node:test";
import { chat, organization, readEvents, startAsking } from "./ask.js";

test("the header chooses the organization, and none means the default one", async () => {
  const { complete, simulator } = startAsking();
  const cases = [
    [{}, "user-personal", "proj_personal", "org-personal"],
    [organization("org-personal"), "user-personal", "proj_personal", "org-personal"],
    [organization("org-team"), "acme-team", "proj_team", "org-team"],
  ];
  for (const [headers, slug, project, id] of cases) {
    const response = await complete(headers);
    assert.equal(response.status, 200, slug);
    assert.equal(response.headers.get("openai-organization"), slug);
    assert.equal(response.headers.get("openai-project"), project);
    assert.equal(simulator.journal.last.served.organization, id);
  }
});

test("a stranger's organization is denied in the words of one that does not exist", async () => {
  const { complete } = startAsking();
  for (const id of ["org-stranger", "org-nothing"]) {
    const response = await complete(organization(id));
    const { error } = await response.json();
    assert.equal(response.status, 401);
    assert.equal(error.code, "invalid_organization");
    assert.equal(error.message, `No such organization: ${id}.`);
    assert.equal(response.headers.get("openai-organization"), null);
  }
});

test("a stream keeps its organization while another one is asked", async () => {
  const { complete } = startAsking();
  const first = await complete(organization("org-team"), { stream: true });
  const second = await complete(organization("org-personal"));
  assert.equal(second.headers.get("openai-organization"), "user-personal");
  assert.equal(first.headers.get("openai-organization"), "acme-team");
  assert.equal(readEvents(await first.text()).at(-1).data, "[DONE]");
});

test("answers every request with its identifier, version and limits", async () => {
  const { complete } = startAsking();
  const { headers } = await complete();
  assert.match(headers.get("x-request-id"), /^req_[0-9a-f]{32}$/);
  assert.equal(headers.get("openai-version"), "2020-10-01");
  assert.match(headers.get("openai-processing-ms"), /^\d+$/);
  assert.equal(headers.get("x-ratelimit-limit-requests"), "60");
  assert.equal(headers.get("x-ratelimit-remaining-requests"), "59");
  assert.match(headers.get("x-ratelimit-reset-tokens"), /^\d+ms$/);
});

test("answers the question, and the one that follows it", async () => {
  const { ask } = startAsking();
  const contents = [];
  const messages = [...chat.messages];
  for (const next of [null, "Where was it played?"]) {
    if (next) messages.push({ role: "user", content: next });
    const response = await ask("/v1/chat/completions", { body: { model: "gpt-4o", messages } });
    const { choices } = await response.json();
    messages.push(choices[0].message);
    contents.push(choices[0].message.content);
  }
  assert.equal(contents[0], "The Los Angeles Dodgers won the World Series in 2020.");
  assert.match(contents[1], /Globe Life Field in Arlington, Texas\.$/);
});

test("the same seed gives the same answers and the same identifiers", async () => {
  const now = () => 1_700_000_000_000;
  const read = async (seed) => {
    const { complete } = startAsking({ seed, now });
    return (await complete({}, { stream: true })).text();
  };
  assert.equal(await read(1), await read(1));
  assert.notEqual(await read(1), await read(2));
});

test("prompts choose what kind of text comes back", async () => {
  const { complete } = startAsking();
  const cases = [
    ["Show me markdown", /^- .*[^]*```js/m],
    ["Say something hostile", /<img src=x onerror=[^]*<script>[^]*\[x\]\(javascript:/],
    ["Write 250 tokens", /^(\w+ ){249}\w+$/],
    ["Tell me about rivers", /You asked: “Tell me about rivers”/],
  ];
  for (const [content, expected] of cases) {
    const response = await complete({}, { messages: [{ role: "user", content }] });
    assert.match((await response.json()).choices[0].message.content, expected, content);
  }
});

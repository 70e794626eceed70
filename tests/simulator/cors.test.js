// What a page of another origin may send and see.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fault, organization, startAsking } from "./ask.js";

test("a preflight allows any origin and whatever headers it asks for", async () => {
  const { ask, simulator } = startAsking();
  const wanted = "authorization,content-type,openai-organization";
  const headers = { origin: "http://page.example", "access-control-request-headers": wanted };
  const response = await ask("/v1/chat/completions", { method: "OPTIONS", headers });
  assert.equal(response.status, 204);
  assert.equal(response.headers.get("access-control-allow-origin"), "*");
  assert.equal(response.headers.get("access-control-allow-headers"), wanted);
  assert.match(response.headers.get("access-control-allow-methods"), /\bDELETE\b/);
  assert.equal(simulator.journal.entries.length, 0);
});

test("only the request's identifier is shown, on success and on error", async () => {
  const { complete } = startAsking();
  for (const headers of [{}, organization("org-stranger"), fault("html")]) {
    const response = await complete(headers);
    assert.equal(response.headers.get("access-control-allow-origin"), "*");
    assert.equal(response.headers.get("access-control-expose-headers"), "X-Request-ID");
  }
});

test("an option shows the limits too", async () => {
  const { complete } = startAsking({ exposeAll: true });
  const { headers } = await complete();
  assert.match(headers.get("access-control-expose-headers"), /x-ratelimit-remaining-tokens/);
});

test("an answer can lack what a page needs to read it", async () => {
  const { complete } = startAsking();
  const response = await complete(fault("no_cors, insufficient_quota"));
  assert.equal(response.status, 429);
  assert.equal(response.headers.get("access-control-allow-origin"), null);
  assert.equal(response.headers.get("access-control-expose-headers"), null);
});

// A key goes to the host of the base URL, and to another one only if the call says so.
import assert from "node:assert/strict";
import { test } from "node:test";
import { OpenAIClient } from "./client.js";

const base = "https://api.gateway.example/v1";
const options = {
  apiKey: "sk-test-of-hosts",
  adminAPIKey: "sk-admin-of-hosts",
  baseURL: base,
  organization: "org-a",
  project: "proj_a",
  defaultHeaders: { "x-gateway-token": "secret of the gateway" },
};

/** @param {string} url @param {object} [more] */
async function sentTo(url, more) {
  let sent;
  const fetch = async (_, { headers }) => {
    sent = Object.fromEntries(headers);
    return Response.json({});
  };
  await new OpenAIClient({ ...options, fetch }).get(url, more);
  return sent;
}

test("another host gets neither the key nor whose it is", async () => {
  const others = [
    "https://files.example/x",
    "http://api.gateway.example/v1/x",
    "https://api.gateway.example:8443/v1/x",
    "https://api.gateway.example.evil.example/v1",
    "https://api.gateway.example@evil.example/v1",
    "https://api.gateway.example\\t.evil.example/v1",
    "HTTPS://FILES.EXAMPLE/x",
  ].map((url) => url.replace("\\t", "\t"));
  for (const url of others) {
    const sent = await sentTo(url, { headers: { "x-own": "1" } });
    const names = ["authorization", "openai-organization", "openai-project", "x-gateway-token"];
    for (const name of names) assert.equal(sent[name], undefined, `${name} to ${url}`);
    assert.equal(sent["x-own"], "1");
  }
});

test("the client's own host gets it, however the address is written", async () => {
  const own = ["/x", "x", `${base}/x`, "https://API.gateway.example/other?a=1#b", base];
  for (const url of own) {
    assert.equal((await sentTo(url)).authorization, "Bearer sk-test-of-hosts", url);
  }
});

test("a host that the call allows gets it", async () => {
  const sent = await sentTo("https://files.example/x", { allowOtherHost: true });
  assert.equal(sent.authorization, "Bearer sk-test-of-hosts");
  assert.equal(sent["openai-organization"], "org-a");
  await assert.rejects(
    sentTo("/x", { allowOtherHost: "yes" }),
    /allowOtherHost must be true or false/,
  );
});

// What a `fetch` of the caller's own is given, beside what `openai` gives it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { OpenAI } from "openai";
import { OpenAIClient } from "./client.js";

const answer = () => Response.json({ object: "list", data: [] });

/**
 * What a client gives to `fetch`, and what that gives on.
 * @param {any} Client
 * @param {(init: any) => any} wrap
 * @param {any} [options]
 */
async function given(Client, wrap, options) {
  /** @type {any} */
  let given;
  const fetch = async (/** @type {string} */ _url, /** @type {any} */ init) => {
    given = wrap(init);
    return answer();
  };
  const client = new Client({ apiKey: "sk-x", organization: "org-a", fetch, ...options });
  await client.models.list();
  return given;
}

test("a fetch that looks at the headers gets Headers, the same each time", async () => {
  for (const Client of [OpenAIClient, OpenAI]) {
    const init = await given(Client, (init) => init);
    assert.ok(init.headers instanceof Headers, Client.name);
    assert.equal(init.headers, init.headers);
    assert.equal(init.headers.get("openai-organization"), "org-a");
    assert.equal(init.headers.get("authorization"), "Bearer sk-x");
  }
});

test("a fetch that changes what it was given sends the change", async () => {
  const wraps = {
    "sets a header": (/** @type {any} */ init) => {
      init.headers.set("openai-organization", "org-b");
      return init;
    },
    "replaces the headers": (/** @type {any} */ init) => {
      init.headers = new Headers({ "openai-organization": "org-b" });
      return init;
    },
    "spreads them": (/** @type {any} */ init) => ({
      ...init,
      headers: { ...Object.fromEntries(init.headers), "openai-organization": "org-b" },
    }),
    "assigns them": (/** @type {any} */ init) =>
      Object.assign({}, init, { headers: [["openai-organization", "org-b"]] }),
  };
  for (const [name, wrap] of Object.entries(wraps)) {
    for (const Client of [OpenAIClient, OpenAI]) {
      const { headers } = new Request("https://x.test", await given(Client, wrap));
      assert.equal(headers.get("openai-organization"), "org-b", `${Client.name} ${name}`);
    }
  }
});

test("a copy of what fetch was given has everything that is sent", async () => {
  for (const Client of [OpenAIClient, OpenAI]) {
    const init = await given(Client, (init) => ({ ...init }));
    assert.equal(init.headers.get("openai-organization"), "org-a", Client.name);
    assert.ok(init.signal instanceof AbortSignal, Client.name);
    assert.equal(init.method.toUpperCase(), "GET");
  }
});

test("the signal ends with that of the caller, when it was looked at and when it was set", async () => {
  for (const look of [(/** @type {any} */ init) => init.signal, () => undefined]) {
    const controller = new AbortController();
    /** @type {any} */
    let kept;
    const fetch = async (/** @type {string} */ _url, /** @type {any} */ init) => {
      kept = init;
      look(init);
      controller.abort(new Error("enough"));
      init.signal.throwIfAborted();
    };
    const client = new OpenAIClient({ apiKey: "sk-x", fetch });
    await assert.rejects(client.models.list({ signal: controller.signal }), {
      message: "Request was aborted.",
    });
    assert.equal(kept.signal.reason.message, "enough");
    const other = new AbortController().signal;
    kept.signal = other;
    assert.equal(kept.signal, other);
    kept.signal = null;
    assert.equal(kept.signal, null);
  }
});

test("fetchOptions go along, but their signal cannot take the place of the call's", async () => {
  const own = new AbortController().signal;
  const fetchOptions = { signal: own, cache: "no-store", headers: { "x-own": "1" } };
  const init = await given(OpenAIClient, (init) => init, { fetchOptions });
  assert.notEqual(init.signal, own);
  assert.ok(init.signal instanceof AbortSignal);
  assert.deepEqual([init.cache, init.headers], ["no-store", { "x-own": "1" }]);
});

// Methods and fields of a subclass that openai asks are asked here too, beside npm openai.
import assert from "node:assert/strict";
import { test } from "node:test";
import Theirs from "openai";
import Ours from "./client.js";

const body = { model: "gpt-4o", messages: [] };
const common = { apiKey: "sk-test-of-subclasses", baseURL: "https://gateway.example/v1" };

/** What a client sends, by what matters here. */
function recording() {
  const calls = [];
  const fetch = async (url, init) => {
    const headers = new Headers(init.headers);
    const [authorization, team] = ["authorization", "x-team"].map((name) => headers.get(name));
    const sent =
      typeof init.body === "string" ? JSON.parse(init.body) : init.body?.constructor.name;
    calls.push({ url: String(url), method: init.method.toUpperCase(), authorization, team, sent });
    return Response.json({ id: "x", data: [{ id: "a" }], choices: [] });
  };
  return { calls, fetch };
}

/** Calls of every shape: a body, a list, an id, a form, a path of one's own. */
async function use(client) {
  await client.chat.completions.create({ ...body });
  for await (const model of client.models.list()) assert.equal(model.id, "a");
  await client.files.retrieve("file-1", { headers: { "x-team": "call" } });
  await client.files.list({ limit: 1 });
  await client.files.create({ file: new File(["a"], "a.txt"), purpose: "assistants" });
  await client.post("/things?a=1", { body: { b: 2 } });
}

/** @param {string} title @param {(OpenAI: typeof Ours, log: unknown[]) => typeof Ours} subclass */
function beside(title, subclass) {
  test(title, async () => {
    const outcomes = [];
    for (const OpenAI of [Theirs, Ours]) {
      const { calls, fetch } = recording();
      const log = [];
      const Class = subclass(OpenAI, log);
      await use(new Class({ ...common, fetch }));
      outcomes.push({ calls, log });
    }
    assert.deepEqual(outcomes[1], outcomes[0]);
    const plain = recording();
    await use(new Ours({ ...common, fetch: plain.fetch }));
    const changes =
      JSON.stringify([plain.calls, []]) !== JSON.stringify(Object.values(outcomes[1]));
    assert.ok(changes, "the method had no effect");
  });
}

beside("prepareOptions changes what is asked for", (OpenAI, log) => {
  return class extends OpenAI {
    async prepareOptions(options) {
      await super.prepareOptions(options);
      log.push([options.method, options.path]);
      options.headers = { "x-team": "blue", ...options.headers };
      if (options.path === "/files") options.query = { ...options.query, limit: 7 };
      if (options.path === "/chat/completions") options.body.user = "somebody";
    }
  };
});

beside("prepareOptions replaces the path and the body", (OpenAI) => {
  return class extends OpenAI {
    async prepareOptions(options) {
      if (options.path !== "/chat/completions") return;
      options.path = `/deployments/${options.body.model}${options.path}`;
      options.body = { ...options.body, model: undefined };
    }
  };
});

beside("prepareRequest changes what is sent", (OpenAI, log) => {
  return class extends OpenAI {
    async prepareRequest(request, { url, options }) {
      log.push([url, options.path, request.method.toUpperCase()]);
      request.headers.set("x-team", "late");
    }
  };
});

beside("authHeaders stand in place of the key", (OpenAI) => {
  return class extends OpenAI {
    async authHeaders(options) {
      const own = await super.authHeaders(options);
      own.values.set("x-team", own.values.get("authorization"));
      own.values.set("authorization", "Custom 1");
      return own;
    }
  };
});

beside("defaultQuery is asked for every call", (OpenAI) => {
  return class extends OpenAI {
    defaultQuery() {
      return { ...super.defaultQuery(), "api-version": "1" };
    }
  };
});

beside("buildURL says where to", (OpenAI) => {
  return class extends OpenAI {
    buildURL(path, query, base) {
      return super.buildURL(path, query, base).replace("gateway", "other");
    }
  };
});

beside("fetchWithTimeout sends", (OpenAI, log) => {
  return class extends OpenAI {
    async fetchWithTimeout(url, init, timeout, controller) {
      log.push([url, timeout, controller instanceof AbortController]);
      return super.fetchWithTimeout(url, init, timeout, controller);
    }
  };
});

beside("post and get are asked by the methods that openai has them asked by", (OpenAI, log) => {
  return class extends OpenAI {
    post(path, options) {
      log.push(["post", path]);
      const more = (given) => ({ ...given, headers: { "x-team": "post" } });
      return super.post(path, Promise.resolve(options).then(more));
    }
    get(path, options) {
      log.push(["get", path]);
      return super.get(path, options);
    }
  };
});

beside("request is asked by everything but lists", (OpenAI, log) => {
  return class extends OpenAI {
    request(options, retries) {
      log.push(typeof options);
      return super.request(
        Promise.resolve(options).then((all) => ({ ...all, headers: { "x-team": "all" } })),
        retries,
      );
    }
  };
});

test("a method replaced on a client, or on the class, counts", async () => {
  const { calls, fetch } = recording();
  const client = new Ours({ ...common, fetch });
  client.prepareOptions = async (options) => void (options.headers = { "x-team": "one" });
  await client.chat.completions.create(body);
  const { request } = Ours.prototype;
  Ours.prototype.request = function (options) {
    return request.call(this, { ...options, headers: { "x-team": "patched" } });
  };
  try {
    await new Ours({ ...common, fetch }).chat.completions.create(body);
  } finally {
    Ours.prototype.request = request;
  }
  await new Ours({ ...common, fetch }).chat.completions.create(body);
  assert.deepEqual(
    calls.map(({ team }) => team),
    ["one", "patched", null],
  );
});

test("a stream, a page and raw bytes come through replaced methods", async () => {
  const fetch = async (url) =>
    String(url).includes("chat")
      ? new Response('data: {"choices":[{"delta":{"content":"hi"}}]}\n\ndata: [DONE]\n\n', {
          headers: { "content-type": "text/event-stream" },
        })
      : new Response("bytes");
  class Sub extends Ours {
    post(path, options) {
      return super.post(path, options);
    }
  }
  const client = new Sub({ ...common, fetch });
  const { data } = await client.chat.completions.create({ ...body, stream: true }).withResponse();
  const texts = [];
  for await (const chunk of data) texts.push(chunk.choices[0].delta.content);
  assert.deepEqual(texts, ["hi"]);
  const speech = { model: "tts-1", voice: "alloy", input: "hi" };
  assert.equal(await (await client.audio.speech.create(speech)).text(), "bytes");
});

test("an id that is wrong rejects, also through replaced methods", async () => {
  class Sub extends Ours {
    async prepareOptions() {}
  }
  const client = new Sub({ ...common, fetch: () => assert.fail("was sent") });
  await assert.rejects(client.files.retrieve(""), /file_id/);
});

beside("fields of a subclass are its options", (OpenAI) => {
  return class extends OpenAI {
    baseURL = "https://field.example/v1";
    organization = "org-field";
  };
});

for (const OpenAI of [Theirs, Ours]) {
  test(`a constructor may make other clients first: ${OpenAI === Ours ? "ours" : "openai"}`, async () => {
    const { calls, fetch } = recording();
    class Nested extends OpenAI {
      constructor(options) {
        const other = new OpenAI({ apiKey: "sk-of-the-other", fetch });
        super({ ...options, defaultHeaders: { "x-team": new URL(other.baseURL).host } });
      }
    }
    const client = new Nested({ ...common, fetch });
    await client.withOptions({ timeout: 5000 }).models.list();
    assert.equal(calls[0].team, "api.openai.com");
    assert.equal(calls[0].authorization, `Bearer ${common.apiKey}`);
  });
}

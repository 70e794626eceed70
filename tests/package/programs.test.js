// Inside other people's programs: subclasses, proxies, copies, patched classes, beside npm openai.
import assert from "node:assert/strict";
import { test } from "node:test";
import util from "node:util";
import Theirs from "openai";
import Ours from "./client.js";

/** A `fetch` that keeps what it is sent, and answers with nothing in particular. */
function recording() {
  const calls = [];
  const fetch = async (url, init) => {
    const headers = Object.fromEntries(new Headers(init.headers));
    calls.push({ url: String(url), headers });
    return Response.json({ id: "x", data: [], choices: [] });
  };
  return { calls, fetch };
}

const body = { model: "gpt-4o", messages: [] };
const key = { apiKey: "sk-test-of-programs", baseURL: "https://gateway.example/v1" };

/** Both clients do the same: what they sent is compared by the headers that matter. */
function beside(title, use) {
  test(title, async () => {
    const sent = [];
    for (const OpenAI of [Theirs, Ours]) {
      const { calls, fetch } = recording();
      await use(OpenAI, { ...key, fetch });
      const names = ["authorization", "openai-organization", "openai-project", "x-team"];
      sent.push(calls.map(({ url, headers }) => [url, ...names.map((name) => headers[name])]));
    }
    assert.ok(sent[0].length > 0, "nothing was sent");
    assert.deepEqual(sent[1], sent[0]);
  });
}

beside(
  "a subclass with fields of its own keeps its options in withOptions",
  async (OpenAI, given) => {
    class Gateway extends OpenAI {
      constructor({ team = "none", ...options }) {
        super({ ...options, defaultHeaders: { "x-team": team } });
        this.team = team;
      }
    }
    const client = new Gateway({ ...given, organization: "org-a" });
    await client.models.list();
    const scope = client.withOptions({ team: "blue" });
    assert.ok(scope instanceof Gateway);
    assert.equal(scope.team, "blue");
    await scope.models.list();
    await scope.withOptions({ organization: "org-b", project: "proj_b" }).models.list();
  },
);

beside("a setter before withOptions counts for a subclass too", async (OpenAI, given) => {
  class Named extends OpenAI {}
  const client = new Named({ ...given, organization: "org-a" });
  client.organization = "org-c";
  await client.withOptions({}).models.list();
});

const wrappers = {
  "a proxy": (client) => new Proxy(client, {}),
  "a proxy that forwards its receiver": (client) =>
    new Proxy(client, { get: (target, name, receiver) => Reflect.get(target, name, receiver) }),
  "a proxy of proxies, as Vue makes them": (client) => deep(client),
  "an object that inherits": (client) => Object.create(client),
};

/** A proxy that gives proxies of every object that it is asked for. */
const deep = (target) =>
  new Proxy(target, {
    get: (from, name, receiver) => {
      const value = Reflect.get(from, name, receiver);
      return value && typeof value === "object" ? deep(value) : value;
    },
  });

// A client of openai has private members, which a proxy does not hand on.
for (const [what, wrap] of Object.entries(wrappers)) {
  test(`${what} can be used and set as the client itself`, async () => {
    const { calls, fetch } = recording();
    const client = new Ours({ ...key, fetch });
    const wrapped = wrap(client);
    await wrapped.chat.completions.create(body);
    wrapped.organization = "org-w";
    wrapped.baseURL = "https://other.example/v1";
    assert.equal(wrapped.baseURL, "https://other.example/v1");
    await wrapped.models.list();
    await wrapped.withOptions({ project: "proj_w" }).models.list();
    await wrapped.get("/x");
    const organizations = calls.map(({ headers }) => headers["openai-organization"]);
    assert.deepEqual(organizations, [undefined, "org-w", "org-w", "org-w"]);
    assert.equal(calls[2].headers["openai-project"], "proj_w");
    assert.ok(calls.slice(1).every(({ url }) => url.startsWith("https://other.example/v1/")));
  });
}

beside("copies of a client and of a namespace work", async (OpenAI, given) => {
  const client = new OpenAI(given);
  const copy = { ...client };
  await copy.embeddings.create({ model: "m", input: "x", encoding_format: "float" });
  await copy.chat.completions.create(body);
  const { completions } = client.chat;
  const twin = Object.assign(Object.create(Object.getPrototypeOf(completions)), completions);
  await twin.retrieve("c");
  await client.chat.completions.messages.list("c");
  assert.equal(completions._client, client);
});

beside("a namespace can be replaced, and a method be patched", async (OpenAI, given) => {
  const client = new OpenAI(given);
  client.embeddings = { create: () => "mine" };
  assert.equal(client.embeddings.create(), "mine");
  const { create } = client.chat.completions;
  let asked = 0;
  client.chat.completions.create = function (...args) {
    asked += 1;
    return create.apply(this, args);
  };
  await client.chat.completions.create(body);
  assert.equal(asked, 1);
});

beside("a patched class takes effect", async (OpenAI, given) => {
  const { prototype } = OpenAI.Chat.Completions;
  const { create } = prototype;
  let asked = 0;
  prototype.create = function (...args) {
    asked += 1;
    return create.apply(this, args);
  };
  try {
    await new OpenAI(given).chat.completions.create(body);
  } finally {
    prototype.create = create;
  }
  assert.equal(asked, 1);
});

test("the class has every namespace of a client", () => {
  const names = Object.keys(new Ours({ ...key })).filter(
    (name) => !Ours[name[0].toUpperCase() + name.slice(1)],
  );
  assert.deepEqual(names, []);
});

/** The dotted names of the classes on a class. */
function classesOf(Class, name, found = new Set()) {
  for (const inner of Object.getOwnPropertyNames(Class)) {
    const isClass = /^[A-Z]/.test(inner) && !/(Error|Page)$|^Page|^OpenAI|^DEFAULT/.test(inner);
    const value = isClass && Class[inner];
    if (typeof value !== "function" || value === Class) continue;
    found.add(`${name}.${inner}`);
    classesOf(value, `${name}.${inner}`, found);
  }
  return found;
}

test("every class of a namespace stands where openai has it", () => {
  const ours = classesOf(Ours, "OpenAI");
  const missing = [...classesOf(Theirs, "OpenAI")].filter((name) => !ours.has(name));
  // These have no method, and so nothing to be patched.
  const empty = [
    "FineTuning.Methods",
    "Graders",
    "Graders.GraderModels",
    "Live.Sideband",
    "Live.Forks",
  ];
  assert.deepEqual(
    missing,
    empty.map((name) => `OpenAI.${name}`),
  );
  assert.equal(Ours.name, "OpenAI");
  assert.ok(new Ours({ ...key }).chat instanceof Ours.Chat);
});

beside("options of a client are taken in a call", async (OpenAI, given) => {
  const client = new OpenAI(given);
  const spread = {
    ...given,
    dangerouslyAllowBrowser: true,
    httpAgent: undefined,
    logger: undefined,
  };
  await client.chat.completions.create(body, { ...spread, headers: { "x-team": "blue" } });
});

test("an option of a client counts for the call that has it", async () => {
  const { calls, fetch } = recording();
  const client = new Ours({ ...key, fetch });
  const other = { apiKey: "sk-key-of-the-call", baseURL: "https://call.example/v1" };
  await client.models.list({ ...other, defaultHeaders: { "x-team": "red" }, httpAgent: {} });
  await client.models.list();
  assert.equal(calls[0].url, "https://call.example/v1/models");
  assert.equal(calls[0].headers.authorization, "Bearer sk-key-of-the-call");
  assert.equal(calls[0].headers["x-team"], "red");
  assert.equal(calls[1].url, "https://gateway.example/v1/models");
  await client.models.list({ timeout: undefined, unknown: undefined });
  assert.throws(() => new Ours({ ...key, colour: "red" }), /unknown option colour/);
  await assert.rejects(client.models.list({ timeout: 5, colour: "red" }), /colour/);
});

test("what can be set is what is used from then on", async () => {
  const { calls, fetch } = recording();
  const client = new Ours({ ...key, fetch: () => assert.fail("the first fetch") });
  const lines = [];
  const logger = { debug: (line) => lines.push(line), info() {}, warn() {}, error() {} };
  const set = { fetch, logger, logLevel: "debug", webhookSecret: "whsec_a", timeout: 5000 };
  Object.assign(client, set, { maxRetries: 1, fetchOptions: { cache: "no-store" } });
  for (const [name, value] of Object.entries(set)) assert.equal(client[name], value, name);
  await client.models.list();
  assert.equal(calls.length, 1);
  assert.match(lines.join(), /models\.list sends/);
});

test("no inspection of a client shows its key", () => {
  const client = new Ours({
    ...key,
    organizations: [{ organization: "org-a", apiKey: "sk-listed-key" }],
  });
  client.apiKey = "sk-set-later-on";
  const deepest = { showHidden: true, getters: true, customInspect: false, depth: 20 };
  for (const it of [client, client.chat, client.withOptions({ apiKey: "sk-of-a-scope" })]) {
    for (const text of [util.inspect(it, deepest), util.inspect(it), JSON.stringify(it)]) {
      assert.doesNotMatch(String(text), /sk-(test|listed|set|of)/);
    }
  }
});

// Bad input and bad answers: each gets an error that names the thing, and none shows the key.
import assert from "node:assert/strict";
import test from "node:test";
import util from "node:util";
import { nobody, serveBytes, serveEcho } from "./bad-input-server.js";
import { OpenAI, OpenAIClient, OpenAIError } from "./client.js";

const KEY = "sk-secret-0123456789abcdef";

const good = async () =>
  new Response('{"id":"x"}', { headers: { "content-type": "application/json" } });

const make = (options) => new OpenAIClient({ apiKey: KEY, maxRetries: 0, fetch: good, ...options });

const params = { model: "gpt-4o", messages: [{ role: "user", content: "hi" }] };

/** What an action throws or rejects with. */
async function errorOf(action) {
  try {
    await action();
  } catch (error) {
    return error;
  }
  return assert.fail("there was no error");
}

/** Everything that an error shows, its causes included. */
function shownBy(error) {
  const own = [error.message, error.stack, JSON.stringify(error), JSON.stringify({ ...error })];
  const inspected = util.inspect(error, { depth: 10, showHidden: true });
  return [
    ...own,
    inspected,
    ...(error.cause instanceof Error ? [shownBy(error.cause)] : []),
  ].join();
}

function assertNamed(error, pattern, name) {
  assert.ok(error instanceof Error, `${name}: ${util.inspect(error)}`);
  assert.ok(!(error instanceof WebAssembly.RuntimeError), `${name}: ${error.stack}`);
  assert.match(error.message, pattern, name);
  assert.ok(!shownBy(error).includes("secret"), `${name} shows the key: ${shownBy(error)}`);
}

async function assertRefused(cases, attempt) {
  for (const [name, value, pattern] of cases) {
    const error = await errorOf(() => attempt(value));
    assertNamed(error, pattern, name);
    assert.ok(error instanceof OpenAIError, `${name}: ${error.name}`);
  }
}

test("says that there is no key", async () => {
  const cases = [
    ["nothing", undefined, /missing API key.*OPENAI_API_KEY/],
    ["no options", {}, /missing API key/],
    ["a key that is null", { apiKey: null }, /missing API key/],
    ["a key that is undefined", { apiKey: undefined }, /missing API key/],
    ["null", null, /options must be an API key or an object, got null/],
    ["a number", 7, /options must be an API key or an object, got number/],
    ["an array", [KEY], /options must be an API key or an object, got array/],
  ];
  const { OPENAI_API_KEY: before } = process.env;
  delete process.env.OPENAI_API_KEY;
  await assertRefused(cases, (options) => new OpenAIClient(options));
  if (before !== undefined) process.env.OPENAI_API_KEY = before;
});

/** What is no key and no id, with what is said of it. */
const badTexts = [
  ["empty", "", /is empty/],
  ["blank", " \t ", /is empty/],
  ["the text null", "null", /missing value/],
  ["the text undefined", "undefined", /missing value/],
  ["a line break", "sk-secret\nx", /line break/],
  ["a header in it", "sk-secret\r\nx-injected: 1", /line break/],
  ["not ASCII", "sk-secret-ü", /no header can carry/],
  ["a quotation mark from a word processor", "“sk-secret”", /no header can carry/],
  ["a number", 7, /must (be|give) a string.*got number/],
  ["a symbol", Symbol("secret"), /must (be|give) a string.*got symbol/],
  ["an object", { toString: () => "sk-secret" }, /must (be|give) a string.*got object/],
];

test("refuses a bad key wherever it is given", async () => {
  await assertRefused(badTexts, (apiKey) => make({ apiKey }));
  await assertRefused(badTexts, (adminAPIKey) => make({ adminAPIKey }));
  await assertRefused(badTexts, (apiKey) => make().withOptions({ apiKey }));
  await assertRefused(badTexts, (apiKey) => (make().apiKey = apiKey));
  await assertRefused(badTexts, (key) => make({ apiKey: async () => key }).models.list());
});

test("refuses a bad organization or project wherever it is given", async () => {
  for (const name of ["organization", "project"]) {
    const cases = badTexts.map(([what, value]) => [what, value, new RegExp(`^${name} `)]);
    await assertRefused(cases, (value) => make({ [name]: value }));
    await assertRefused(cases, (value) => make().withOptions({ [name]: value }));
    await assertRefused(cases, (value) => (make()[name] = value));
    await assertRefused(cases, (value) => make().models.list({ [name]: value }));
    const listed = new RegExp(`organizations\\[0\\]\\.${name} `);
    const inList = badTexts
      .filter(([, value]) => typeof value === "string")
      .map(([what, value]) => [what, value, listed]);
    await assertRefused(inList, (value) => make({ organizations: [{ [name]: value }] }));
  }
});

test("refuses options and scopes that are no objects", async () => {
  const kinds = [
    ["a number", 7, "number"],
    ["a text", "org-a", "string"],
    ["a list", [], "array"],
    ["a function", () => {}, "function"],
  ];
  const named = (what) =>
    kinds.map(([name, value, kind]) => [name, value, new RegExp(`^${what}.*got ${kind}$`)]);
  await assertRefused(named("options must be an object"), (value) => make().withOptions(value));
  await assertRefused(named("a scope must be an object"), (value) => make().rateLimits(value));
  await assertRefused([["null", null, /got null$/]], (value) => make().rateLimits(value));
  assert.ok(make().withOptions(undefined) instanceof OpenAIClient);
});

test("takes null for no organization and no project", async (t) => {
  const baseURL = await serveEcho(t);
  const client = new OpenAI({ apiKey: KEY, baseURL, organization: "org-a", project: "proj_a" });
  const { headers } = await client.get("/x", { organization: null, project: null });
  assert.equal(headers["openai-organization"], undefined);
  assert.equal(headers["openai-project"], undefined);
});

test("refuses a base URL that is none", async () => {
  const cases = ["nope", "api.openai.com/v1", "ftp://a.b", "https://", "/v1", "https://a b/"];
  const named = cases.map((url) => [
    url,
    url,
    /^baseURL must be a whole URL such as https:.*got "/,
  ]);
  await assertRefused(named, (baseURL) => make({ baseURL }));
  await assertRefused(named, (baseURL) => (make().baseURL = baseURL));
  await assertRefused([["a number", 7, /baseURL must be a string/]], (baseURL) =>
    make({ baseURL }),
  );
  const secrets = [KEY, `https://user:${KEY}@host/v1`];
  const masked = secrets.map((url) => [url, url, /^baseURL must be a whole URL.*got "…"/]);
  await assertRefused(masked, (baseURL) => make({ baseURL }));
});

test("says which option was meant", async () => {
  const cases = [
    ["baseUrl", { baseUrl: "x" }, /^unknown option baseUrl: did you mean baseURL\?$/],
    ["organisation", { organisation: "x" }, /did you mean organization\?/],
    ["api_key", { api_key: KEY }, /did you mean apiKey\?/],
    ["max_retries", { max_retries: 1 }, /did you mean maxRetries\?/],
    ["nothing like it", { bananas: 1 }, /^unknown option bananas$/],
  ];
  await assertRefused(cases, (options) => make(options));
  await assertRefused(cases.slice(1, 2), (options) => make().models.list(options));
});

test("refuses an id that is none", async () => {
  const cases = [
    ["..", "..", /file_id of files\.retrieve.*got "\.\."/],
    [".", ".", /file_id of files\.retrieve/],
    ["encoded", "%2e%2E", /file_id of files\.retrieve/],
    ["empty", "", /missing file_id of files\.retrieve/],
    ["undefined", undefined, /missing file_id of files\.retrieve/],
    ["null", null, /missing file_id of files\.retrieve/],
    ["an object", {}, /file_id of files\.retrieve must be a string, got object/],
    ["a symbol", Symbol("x"), /file_id of files\.retrieve must be a string, got symbol/],
  ];
  await assertRefused(cases, (id) => make().files.retrieve(id));
});

test("keeps an id in its segment of the path", async (t) => {
  const baseURL = await serveEcho(t);
  const client = new OpenAI({ apiKey: KEY, baseURL });
  for (const id of ["a/../b", "a?b#c", "...", "é", "a b"]) {
    const { url } = await client.files.retrieve(id);
    assert.equal(url, `/v1/files/${encodeURIComponent(id)}`, id);
  }
});

const circle = {};
circle.circle = circle;

test("refuses a body that no JSON text can be made of", async () => {
  const cases = [
    ["a circle", circle, /cannot be turned into JSON/],
    ["a big integer", { seed: 1n }, /cannot be turned into JSON/],
    ["a getter that throws", { get a() { throw new Error("boom"); } }, /JSON: boom/], // prettier-ignore
    ["a toJSON that gives nothing", { toJSON() {} }, /cannot be turned into JSON/],
  ];
  await assertRefused(cases, (body) => make().chat.completions.create(body));
  await assertRefused(cases, (body) => make().post("/x", { body }));
  const plain = [
    ["a function", () => 1, /cannot be turned into JSON/],
    ["a symbol", Symbol("x"), /cannot be turned into JSON/],
  ];
  await assertRefused(plain, (body) => make().post("/x", { body }));
});

test("refuses a query and a form that cannot be written", async () => {
  const dates = { after: new Date(NaN) };
  const cases = [
    ["a circle in a query", () => make().files.list(circle), /nested too deep/],
    ["a date that is none", () => make().files.list(dates), /broken date/],
    ["a circle in a form", () => make().files.create(circle), /form is nested too deep/],
    ["a big integer", () => make().files.create({ file: 1n }), /file cannot be a part of a form/],
    ["a symbol", () => make().files.create({ file: Symbol("x") }), /file cannot be a part/],
  ];
  for (const [name, attempt, pattern] of cases) assertNamed(await errorOf(attempt), pattern, name);
});

const head = (status, type, more = "") =>
  `HTTP/1.1 ${status} X\r\ncontent-type: ${type}\r\nconnection: close\r\n${more}\r\n`;

/** Whole answers as bytes, the class of the error, and what it says. */
const answers = [
  ["an HTML page", `${head(200, "text/html")}<html></html>`, "OpenAIError", /HTML page: is http:/],
  ["an HTML error", `${head(502, "text/html")}<html></html>`, "InternalServerError", /^502 /],
  ["half a JSON", `${head(200, "application/json")}{"id": "chatc`, "OpenAIError", /not JSON/],
  ["no JSON", `${head(200, "application/json")}<html>`, "OpenAIError", /not JSON/],
  [
    "a body that breaks off",
    `${head(200, "application/json", "content-length: 99\r\n")}{"id": "chatc`,
    "APIConnectionError",
    /broke off|Connection error/,
  ],
  ["half a header", "HTTP/1.1 200 OK\r\nconte", "APIConnectionError", /Connection error/],
  ["no bytes", "", "APIConnectionError", /Connection error/],
  ["no HTTP", "SSH-2.0-OpenSSH_9.2\r\n\r\n", "APIConnectionError", /Connection error/],
  ["an error without a body", head(500, "text/plain"), "InternalServerError", /^500 /],
  ["half an error", `${head(400, "application/json")}{"error":`, "BadRequestError", /^400 /],
  [
    "an error that repeats the key",
    `${head(401, "application/json")}{"error":{"message":"Incorrect API key provided: ${KEY}"}}`,
    "AuthenticationError",
    /^401 Incorrect API key provided: \*\*\*/,
  ],
  ["a page that repeats it", `${head(403, "text/html")}${KEY}`, "PermissionDeniedError", /^403 /],
];

test("names what is wrong with an answer", async (t) => {
  for (const [name, bytes, type, pattern] of answers) {
    const baseURL = await serveBytes(t, bytes);
    const client = new OpenAI({ apiKey: KEY, baseURL, maxRetries: 0 });
    const error = await errorOf(() => client.chat.completions.create(params));
    assertNamed(error, pattern, name);
    assert.equal(error.name, type, name);
  }
});

test("names what is wrong with a stream", async (t) => {
  const event = 'data: {"choices":[]}\n\n';
  const streams = [
    ["a stream that breaks off", `${event}data: {"cho`, /broke off/],
    ["a stream of nothing", "", /broke off/],
    ["an event that is no JSON", `${event}data: <html>\n\n`, /event 2 of the stream is not JSON/],
    ["an error inside", `${event}data: {"error":{"message":"no more"}}\n\n`, /no more/],
  ];
  for (const [name, body, pattern] of streams) {
    const baseURL = await serveBytes(t, head(200, "text/event-stream") + body);
    const client = new OpenAI({ apiKey: KEY, baseURL, maxRetries: 0 });
    const stream = await client.chat.completions.create({ ...params, stream: true });
    assertNamed(await errorOf(() => Array.fromAsync?.(stream) ?? drain(stream)), pattern, name);
  }
});

async function drain(stream) {
  for await (const event of stream) void event;
}

test("says that nobody listens", async () => {
  const client = new OpenAI({ apiKey: KEY, baseURL: await nobody(), maxRetries: 0 });
  const error = await errorOf(() => client.models.list());
  assertNamed(error, /Connection error.*base URL/, "a port where nobody listens");
  assert.equal(error.diagnosis.kind, "connection_failed");
  assert.match(util.inspect(error.cause), /ECONNREFUSED/);
});

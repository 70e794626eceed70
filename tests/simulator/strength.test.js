// Nothing that is sent brings the simulator down, or makes it fail without having been asked to.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { endpoints } from "../../simulator/endpoints.js";
import { behaviours } from "../../simulator/faults/faults.js";
import { longestBody } from "../../simulator/http/body.js";
import { serveSimulator } from "../../simulator/node.js";
import { chat, startAsking } from "./ask.js";

const runs = Number(process.env.SIMULATOR_REQUESTS ?? 2_000);

const messageOf = async (response) => (await response.json()).error.message;

test("settings are refused by their name, with what they are and what was expected", async () => {
  const { ask } = startAsking();
  const cases = [
    [
      "faults",
      { fault: "quota", match: { path: 5 } },
      "match.path must be a string, not the number 5",
    ],
    ["faults", { fault: "quota", times: "x" }, "times must be"],
    ["faults", { fault: "html", status: 99 }, "status must be"],
    ["faults", { fault: "429", "retry-after": "a\nb" }, "retry-after must be"],
    [
      "organizations/org-team/limits",
      { requests: "x" },
      'requests must be a number, not the string "x"',
    ],
    ["organizations/org-team/limits", { requests: -1 }, "requests must be 0 or more"],
    ["organizations/org-team/limits", { air: 1 }, "unknown setting air"],
    ["pace", { pace: "x" }, 'pace must be a number, not the string "x"'],
    ["pace", {}, "pace is missing"],
    ["lenient", { lenient: 1 }, "lenient must be true or false"],
  ];
  for (const [path, body, expected] of cases) {
    const response = await ask(`/_simulator/${path}`, { body });
    assert.equal(response.status, 400, path);
    assert.ok((await messageOf(response)).startsWith(expected), expected);
  }
  assert.throws(() => startAsking({ pace: "x" }), /pace must be a number, not the string "x"/);
  assert.throws(
    () => startAsking({ limits: "x" }),
    /limits must be an object .* not the string "x"/,
  );
});

test("dimensions are whole, more than none, and no more than the model has", async () => {
  const { ask } = startAsking();
  const cases = [
    [1e9, /'dimensions' = 1000000000\. Must be less than or equal to 1536/],
    [-1, /integer below minimum value\. Expected a value >= 1, but got -1/],
    [0, /integer below minimum value/],
    ["x", /Invalid type for 'dimensions': expected an integer, but got a string instead/],
    [1.5, /expected an integer, but got a decimal instead/],
  ];
  for (const [dimensions, expected] of cases) {
    const body = { model: "text-embedding-3-small", input: "text", dimensions };
    const response = await ask("/v1/embeddings", { body });
    assert.equal(response.status, 400, `${dimensions}`);
    assert.match(await messageOf(response), expected);
  }
});

test("deep nesting is refused, and the journal stays readable", async () => {
  const { ask, simulator } = startAsking();
  const deep = `{"messages": ${"[".repeat(20_000)}${"]".repeat(20_000)}}`;
  for (const path of ["/v1/chat/completions", "/_simulator/faults"]) {
    const headers = { authorization: "Bearer sk-simulator", "content-type": "application/json" };
    const init = { method: "POST", headers, body: deep };
    const response = await simulator.fetch(new Request(`http://simulator${path}`, init));
    assert.equal(response.status, 400);
    assert.match(await messageOf(response), /nested too deeply/);
  }
  assert.equal((await ask("/_simulator/journal")).status, 200);
});

test("a body has a limit, whether its length is declared or not", async (t) => {
  const server = await serveSimulator({ pace: 0 });
  t.after(() => server.close());
  const piece = new Uint8Array(1024 * 1024).fill(32);
  const endless = new ReadableStream({ pull: (controller) => controller.enqueue(piece) });
  const headers = { authorization: "Bearer sk-simulator", "content-type": "application/json" };
  for (const body of [new Uint8Array(longestBody + 1), endless]) {
    const init = { method: "POST", headers, body, duplex: "half" };
    const request = new Request("http://simulator/v1/chat/completions", init);
    const response = await server.simulator.fetch(request);
    assert.equal(response.status, 413);
    assert.match(await messageOf(response), /at most 33554432 bytes/);
  }
  const answer = await fetch(`${server.baseURL}/models`, { headers });
  assert.equal(answer.status, 200);
});

test("the journal is bounded in bytes, and leaves long bodies out", async () => {
  const { complete, simulator } = startAsking({ now: () => 0 });
  const content = "x".repeat(60_000);
  for (let count = 0; count < 300; count++)
    await complete({}, { messages: [{ role: "user", content }] });
  const { entries } = simulator.journal;
  const kept = entries.filter(({ body }) => body);
  assert.ok(entries.length < 300 && kept.length > 200, `${entries.length}`);
  assert.ok(JSON.stringify(entries).length < 17 * 1024 * 1024);
  await complete({}, { messages: [{ role: "user", content: "x".repeat(100_000) }] });
  assert.equal(simulator.journal.last.body, undefined);
  assert.ok(simulator.journal.last.bytes > 100_000);
});

const words = fc.constantFrom(
  ...["gpt-4o", "o3", "text-embedding-3-small", "user", "system", "tool", "text", "function"],
  ...["object", "array", "string", "widget", "json_schema", "json_object", "required", "auto"],
  ...[
    "",
    "x",
    "file",
    "input_text",
    "message",
    "hi",
    "resp_x",
    "[]",
    "\u0000",
    "💥",
    "Write 9 tokens",
  ],
);
const names = fc.constantFrom(
  ...["model", "messages", "input", "role", "content", "type", "text", "tools", "tool_choice"],
  ...["function", "name", "parameters", "properties", "items", "schema", "format", "stream", "n"],
  ...["response_format", "json_schema", "dimensions", "prompt", "stop", "max_tokens", "metadata"],
  ...["previous_response_id", "instructions", "arguments", "call_id", "output", "strict", "$ref"],
  ...["enum", "anyOf", "required", "top_logprobs", "logprobs", "include", "reasoning", "store"],
  ...["stream_options", "background", "conversation", "id", "bytes", "purpose", "role", "limit"],
  ...["__proto__", "constructor", "toString"],
);
const { anything } = fc.letrec((tie) => ({
  anything: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    words,
    fc.constantFrom(0, 1, -1, 1e9, 1.5, 1e308, true, false, null),
    fc.array(tie("anything"), { maxLength: 3 }),
    fc.dictionary(names, tie("anything"), { maxKeys: 5 }),
  ),
}));

const valid = {
  "/chat/completions": chat,
  "/responses": { model: "gpt-4o", input: "hi" },
  "/embeddings": { model: "text-embedding-3-small", input: "hi" },
  "/completions": { model: "gpt-3.5-turbo-instruct", prompt: "hi" },
};

const faults = fc.tuple(
  fc.constantFrom(
    ...behaviours.filter((name) => !["reset", "stall", "delay", "slow_start"].includes(name)),
    "429",
    "x",
  ),
  fc.constantFrom(
    "",
    "; after=1",
    "; status=204",
    "; ms=x",
    "; unit=images",
    "; form=x",
    "; code=toString",
  ),
);

const requests = fc.record({
  row: fc.constantFrom(...endpoints, ["PATCH", "/nothing"], ["GET", "/images/%ff"]),
  id: fc.constantFrom("x", "%00", "%", "..", "a".repeat(300), "gpt-4o", "proj_team", "__proto__"),
  query: fc.constantFrom(
    "",
    "?limit=x",
    "?limit=-1",
    "?limit=1e9",
    "?after=",
    "?order=up",
    "?stream=true",
    "?a[]=1&a[]=2",
    "?group_by[]=x",
    "?start_time=x",
    "?start_time=1&bucket_width=1m",
    "?%ff=%",
  ),
  body: fc.option(fc.dictionary(names, anything, { maxKeys: 6 })),
  isBased: fc.boolean(),
  key: fc.constantFrom("sk-simulator", "sk-admin-simulator", "sk-proj-simulator", "sk-x", ""),
  headers: fc.constantFrom({}, { "openai-organization": "org-team" }, { "openai-project": "x" }),
  fault: fc.option(faults, { freq: 12 }),
});

function bodyOf({ row: [method, path], body, isBased }) {
  if (method === "GET" || body === null) return undefined;
  return isBased ? { ...valid[path], ...body } : body;
}

test(`of ${runs} random requests none fails without having been asked to`, async () => {
  const { ask } = startAsking();
  const property = fc.asyncProperty(requests, async (request) => {
    const { row, id, query, key, headers, fault } = request;
    const path = `/v1${row[1].replaceAll(/:\w+/g, id)}${query}`;
    const wanted = fault ? { "x-simulator-fault": fault.join("") } : {};
    const options = {
      method: row[0],
      key,
      headers: { ...headers, ...wanted },
      body: bodyOf(request),
    };
    const response = await ask(path, options);
    await response.text().catch(() => {});
    const isAsked = fault !== null && ["html", "error_event"].includes(fault[0]);
    assert.ok(isAsked || response.status !== 500, `${row[0]} ${path}: ${response.status}`);
  });
  await fc.assert(property, { numRuns: runs });
});

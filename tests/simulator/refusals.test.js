// What the API refuses, in its words, and the switch that lets it pass.

import assert from "node:assert/strict";
import { test } from "node:test";
import { chat, fault, readEvents, startAsking } from "./ask.js";

const respond = { model: "gpt-4o", input: "hi" };
const strict = { type: "object", properties: { a: { type: "string" } }, required: [] };
const tool = { type: "function", function: { name: "f", strict: true, parameters: strict } };

const refused = [
  [
    "chat/completions",
    { ...chat, foo: 1 },
    400,
    null,
    "Unrecognized request argument supplied: foo",
    null,
  ],
  ["responses", { ...respond, foo: 1 }, 400, "unknown_parameter", "Unknown parameter: 'foo'."],
  [
    "chat/completions",
    { ...chat, model: "o3", max_tokens: 5 },
    400,
    "unsupported_parameter",
    "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
  ],
  [
    "chat/completions",
    { ...chat, model: "gpt-5", temperature: 0.2 },
    400,
    "unsupported_value",
    "Unsupported value: 'temperature' does not support 0.2 with this model. Only the default (1) value is supported.",
  ],
  [
    "chat/completions",
    { ...chat, temperature: 3 },
    400,
    "decimal_above_max_value",
    "Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got 3 instead.",
  ],
  [
    "chat/completions",
    { ...chat, max_tokens: "5" },
    400,
    "invalid_type",
    "Invalid type for 'max_tokens': expected an integer, but got a string instead.",
  ],
  [
    "chat/completions",
    { ...chat, messages: [] },
    400,
    "empty_array",
    "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array instead.",
  ],
  [
    "chat/completions",
    { ...chat, messages: [{ role: "robot", content: "hi" }] },
    400,
    "invalid_value",
    "Invalid value: 'robot'. Supported values are: 'system', 'assistant', 'user', 'function', 'tool', and 'developer'.",
    "messages[0].role",
  ],
  [
    "chat/completions",
    { ...chat, tools: [tool] },
    400,
    "invalid_function_parameters",
    "Invalid schema for function 'f': In context=(), 'additionalProperties' is required to be supplied and to be false.",
    "tools[0].function.parameters",
  ],
  [
    "chat/completions",
    { ...chat, messages: [...chat.messages, { role: "tool", tool_call_id: "x", content: "" }] },
    400,
    null,
    "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
    "messages.[1].role",
  ],
  [
    "chat/completions",
    { ...chat, model: "text-embedding-3-small" },
    403,
    null,
    "You are not allowed to sample from this model",
  ],
  [
    "embeddings",
    { model: "gpt-4o", input: "x" },
    403,
    null,
    "You are not allowed to generate embeddings from this model",
  ],
  [
    "embeddings",
    { model: "text-embedding-3-small", input: "" },
    400,
    null,
    "'$.input' is invalid.",
  ],
  ["completions", { model: "gpt-4o", prompt: "x" }, 404, null, "This is a chat model and not"],
  [
    "responses",
    { ...respond, max_output_tokens: 3 },
    400,
    "integer_below_min_value",
    "Invalid 'max_output_tokens': integer below minimum value. Expected a value >= 16, but got 3 instead.",
  ],
  [
    "responses",
    {
      ...respond,
      text: { format: { type: "json_schema", name: "x", schema: { type: "widget" } } },
    },
    400,
    "invalid_json_schema",
    "Invalid schema for response_format 'x': In context=(), 'widget' is not valid",
    "text.format.schema",
  ],
];

const more = [
  [
    "responses",
    { ...respond, model: "o3", temperature: 0.5 },
    "unsupported_parameter",
    "temperature",
  ],
  [
    "chat/completions",
    { ...chat, messages: [{ role: "user" }] },
    "invalid_value",
    "messages.[0].content",
  ],
  [
    "chat/completions",
    { ...chat, stream_options: { include_usage: true } },
    null,
    "stream_options",
  ],
  [
    "responses",
    { ...respond, input: [{ role: "bot", content: "x" }] },
    "invalid_value",
    "input[0].role",
  ],
  ["responses", { ...respond, input: 5 }, "invalid_type", "input"],
  ["moderations", { input: [] }, "empty_array", "input"],
];

test("a refusal names the parameter, as deep as it lies", async () => {
  const { ask } = startAsking();
  for (const [path, body, code, param] of more) {
    const response = await ask(`/v1/${path}`, { body });
    const { error } = await response.json();
    assert.deepEqual([response.status, error.code, error.param], [400, code, param]);
  }
});

test("each refusal has its status, its code, its parameter and its text", async () => {
  const { ask } = startAsking();
  for (const [path, body, status, code, message, param] of refused) {
    const response = await ask(`/v1/${path}`, { body });
    const { error } = await response.json();
    assert.ok(error?.message.startsWith(message), `${error?.message} should be ${message}`);
    assert.deepEqual([response.status, error.code], [status, code], message);
    assert.notEqual(error.param, "undefined", message);
    if (param !== undefined) assert.equal(error.param, param);
  }
});

test("the name of a tool has the letters that the API takes", async () => {
  const { complete } = startAsking();
  const tools = [{ type: "function", function: { name: "get weather" } }];
  const { error } = await (await complete({}, { tools })).json();
  assert.equal(
    error.message,
    "Invalid 'tools[0].function.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.",
  );
});

test("a purpose is one of those that the API has", async () => {
  const { ask } = startAsking();
  const body = new FormData();
  body.set("purpose", "fun");
  body.set("file", new File(["x"], "x.txt"));
  const { error } = await (await ask("/v1/files", { body })).json();
  assert.match(error.message, /^Invalid value: 'fun'\. Supported values are: 'assistants', /);
});

test("a limit of a list is a number, and none too large", async () => {
  const { ask } = startAsking();
  for (const limit of ["x", "0", "10001", "-1"]) {
    assert.equal((await ask(`/v1/files?limit=${limit}`)).status, 400, limit);
  }
});

test("a lenient simulator takes what it does not know", async () => {
  const { ask, simulator } = startAsking({ lenient: true });
  const body = { ...chat, model: "gpt-5", foo: 1, max_tokens: 5, temperature: 0.2 };
  assert.equal((await ask("/v1/chat/completions", { body })).status, 200);
  await ask("/_simulator/lenient", { body: { lenient: false } });
  assert.equal((await ask("/v1/chat/completions", { body })).status, 400);
  simulator.reset();
  assert.equal((await ask("/v1/chat/completions", { body })).status, 200);
});

test("every chunk of a stream is padded to a whole number of blocks, unless that is declined", async () => {
  const { complete, ask } = startAsking();
  const dataOf = async (response) =>
    readEvents(await response.text()).flatMap(({ data }) =>
      data === "[DONE]" ? [] : [JSON.parse(data)],
    );
  for (const chunk of await dataOf(await complete({}, { stream: true }))) {
    const { content } = chunk.choices[0].delta;
    assert.equal(((content ?? "").length + chunk.obfuscation.length) % 8, 0);
  }
  const body = { ...respond, stream: true };
  for (const { type, obfuscation } of await dataOf(await ask("/v1/responses", { body }))) {
    assert.equal(obfuscation !== undefined, type.endsWith(".delta"), type);
  }
  const declined = { stream: true, stream_options: { include_obfuscation: false } };
  for (const chunk of await dataOf(await complete({}, declined))) {
    assert.equal(chunk.obfuscation, undefined);
  }
});

test("a 429 comes in every form that it is seen in", async () => {
  const { complete } = startAsking();
  const cases = [
    [
      "429; unit=tokens_per_day; for=gpt-4o-long",
      /gpt-4o \(for limit gpt-4o-long\) in organization org-personal on tokens per day \(TPD\): Limit/,
    ],
    [
      "429; dated=true",
      /for gpt-4o-2024-08-06 in organization org-personal on tokens per min \(TPM\)/,
    ],
    ["429; unit=requests_per_day", /on requests per day \(RPD\): Limit/],
    [
      "429; unit=images; for=gpt-image",
      /on input-images per min: Limit 30000, Used 30000\. Please/,
    ],
    ["429; scope=project", /in project proj_personal on tokens per min/],
    [
      "rate_limit_reached; unit=requests",
      /in organization org-personal on requests per min\. Limit: 60 \/ min\. Please try again in 1s\. Contact us/,
    ],
  ];
  for (const [text, expected] of cases) {
    const response = await complete(fault(text));
    assert.equal(response.status, 429, text);
    assert.match((await response.json()).error.message, expected);
  }
});

test("a limit of a day is one, and has a name if it is given one", async () => {
  const { complete, simulator } = startAsking({ now: () => 0 });
  simulator.setLimits("org-personal", {
    model: "gpt-4o",
    requests_per_day: 1,
    name: "gpt-4o-long",
  });
  assert.equal((await complete()).status, 200);
  const { error } = await (await complete()).json();
  assert.match(
    error.message,
    /gpt-4o \(for limit gpt-4o-long\) in organization org-personal on requests per day \(RPD\): Limit 1, Used 1, Requested 1\. Please try again in 24h0m0s/,
  );
});

// Tool calls, structured output, refusals and the rest of what answers may hold, as `openai` reads it.

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import OpenAI from "openai";
import { serveSimulator } from "../../simulator/node.js";
import { chat } from "./ask.js";

let server;
before(async () => (server = await serveSimulator({ pace: 0 })));
after(() => server.close());
beforeEach(() => server.simulator.reset());

const clientOf = (options = {}) =>
  new OpenAI({ apiKey: "sk-simulator", baseURL: server.baseURL, maxRetries: 0, ...options });

const parameters = {
  type: "object",
  properties: { city: { type: "string" } },
  required: ["city"],
  additionalProperties: false,
};
const functions = ["get_weather", "get_time"].map((name) => ({ name, parameters, strict: true }));
const tools = functions.map((each) => ({ type: "function", function: each }));
const messages = [{ role: "user", content: "What are the weather and the time in Paris?" }];
const body = { model: "gpt-4o", messages, tools };

test("calls the tools that a question names, several at once", async () => {
  const { choices } = await clientOf().chat.completions.create(body);
  const [{ message, finish_reason }] = choices;
  assert.deepEqual([message.content, finish_reason], [null, "tool_calls"]);
  const called = message.tool_calls.map(({ function: made }) => [made.name, made.arguments]);
  assert.deepEqual(called, [
    ["get_weather", '{"city":"Paris"}'],
    ["get_time", '{"city":"Paris"}'],
  ]);
});

test("a streamed call is the same as a whole one", async () => {
  const stream = clientOf().chat.completions.stream(body);
  const { tool_calls } = await stream.finalMessage();
  assert.deepEqual(
    tool_calls.map(({ function: made }) => made.arguments),
    ['{"city":"Paris"}', '{"city":"Paris"}'],
  );
});

test("the choice of a tool is followed", async () => {
  const cases = [
    [{ tool_choice: "none" }, []],
    [{ tool_choice: { type: "function", function: { name: "get_time" } } }, ["get_time"]],
    [{ parallel_tool_calls: false }, ["get_weather"]],
    [{ messages: chat.messages }, []],
    [{ messages: chat.messages, tool_choice: "required" }, ["get_weather"]],
  ];
  for (const [options, expected] of cases) {
    const { choices } = await clientOf().chat.completions.create({ ...body, ...options });
    const called = (choices[0].message.tool_calls ?? []).map((each) => each.function.name);
    assert.deepEqual(called, expected, JSON.stringify(options));
  }
});

test("a loop of tools comes to its end", async () => {
  const run = (name) => ({
    type: "function",
    function: { name, parameters, parse: JSON.parse, function: ({ city }) => `${name} of ${city}` },
  });
  for (const parallel_tool_calls of [true, false]) {
    const runner = clientOf().chat.completions.runTools({
      ...body,
      parallel_tool_calls,
      tools: [run("get_weather"), run("get_time")],
    });
    const said = "The tools say: get_weather of Paris; get_time of Paris";
    assert.equal(await runner.finalContent(), said);
  }
});

test("responses call tools, streamed and whole, and go on with their outputs", async () => {
  const client = clientOf();
  const asked = { model: "gpt-4o", input: messages[0].content };
  const own = functions.map((each) => ({ type: "function", ...each }));
  const streamed = await client.responses.stream({ ...asked, tools: own }).finalResponse();
  const whole = await client.responses.create({ ...asked, tools: own });
  for (const { output } of [streamed, whole]) {
    assert.deepEqual(
      output.map((item) => [item.type, item.name, item.arguments]),
      functions.map(({ name }) => ["function_call", name, '{"city":"Paris"}']),
    );
  }
  const input = whole.output.map(({ call_id }) => ({
    type: "function_call_output",
    call_id,
    output: "fine",
  }));
  const next = { model: "gpt-4o", input, previous_response_id: whole.id, tools: own };
  assert.equal((await client.responses.create(next)).output_text, "The tools say: fine; fine");
});

test("an answer in a format has as many items as were asked for", async () => {
  const item = { type: "object", properties: { name: { $ref: "#/$defs/name" } } };
  const schema = {
    type: "object",
    properties: { rows: { type: "array", items: item } },
    $defs: { name: { type: "string", maxLength: 8 } },
  };
  const content = "Make 5,000 items";
  const response_format = { type: "json_schema", json_schema: { name: "rows", schema } };
  const asked = { model: "gpt-5", messages: [{ role: "user", content }], response_format };
  const client = clientOf({ organization: "org-team" });
  const { choices } = await client.chat.completions.parse(asked);
  assert.equal(choices[0].message.parsed.rows.length, 5_000);
  assert.deepEqual(choices[0].message.parsed.rows[4_999], { name: "Make 5,0" });
});

test("a refusal comes in place of the text", async () => {
  const client = clientOf();
  const refusal = "I'm sorry, but I can't help with that request.";
  const asked = { model: "gpt-4o", messages: [{ role: "user", content: "Please refuse." }] };
  const { choices } = await client.chat.completions.create(asked);
  assert.deepEqual([choices[0].message.content, choices[0].message.refusal], [null, refusal]);
  const streamed = await client.chat.completions.stream(asked).finalMessage();
  assert.equal(streamed.refusal, refusal);
  const final = await client.responses
    .stream({ model: "gpt-4o", input: "Please refuse." })
    .finalResponse();
  const [{ type, refusal: said }] = final.output[0].content;
  assert.deepEqual([type, said], ["refusal", refusal]);
});

test("logprobs, stops and choices are as they were asked for", async () => {
  const client = clientOf();
  const asked = { ...chat, logprobs: true, top_logprobs: 2, stop: [" World"], n: 2 };
  const { choices } = await client.chat.completions.create(asked);
  assert.equal(choices.length, 2);
  assert.equal(choices[1].message.content, "The Los Angeles Dodgers won the");
  const { content } = choices[0].logprobs;
  assert.equal(content.map(({ token }) => token).join(""), choices[0].message.content);
  assert.ok(
    content.every(({ top_logprobs, logprob }) => top_logprobs.length === 2 && logprob <= 0),
  );
});

test("a model that reasons says so, and counts it", async () => {
  const client = clientOf();
  const asked = { model: "gpt-5", input: "hi", reasoning: { effort: "low", summary: "auto" } };
  const { output, usage, model } = await client.responses.stream(asked).finalResponse();
  assert.deepEqual(
    output.map(({ type }) => type),
    ["reasoning", "message"],
  );
  assert.match(output[0].summary[0].text, /^\*\*Thinking/);
  assert.equal(usage.output_tokens_details.reasoning_tokens, 64);
  assert.equal(model, "gpt-5-2025-08-07");
});

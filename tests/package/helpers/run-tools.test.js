// `chat.completions.runTools` calls, sends, tells and gives what it does in openai.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { makeOracle, makeOurs } from "../compat/clients.js";
import { recordingFetch } from "../compat/record.js";
import { chunk, delta, end, events, pieces, promises, states } from "./chat-events.js";
import { answerWith, record, settle } from "./observe.js";

const messages = [{ role: "user", content: "weather?" }];

/** @param {string} id @param {string} name @param {string} args */
const call = (id, name, args) => ({ id, type: "function", function: { name, arguments: args } });

/** @param {any} message @param {string} [finish_reason] */
const turn = (message, finish_reason = message.tool_calls ? "tool_calls" : "stop") => ({
  message: { role: "assistant", content: null, refusal: null, ...message },
  finish_reason,
});

const last = turn({ content: "Sunny" });
const usage = { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 };

/** @param {any} given */
const whole = ({ message, finish_reason }) =>
  Response.json({
    id: "chatcmpl-1",
    object: "chat.completion",
    created: 1,
    model: "m",
    choices: message ? [{ index: 0, message, finish_reason, logprobs: null }] : [],
    usage,
  });

/** The same answer as a stream. @param {any} given */
function streamed({ message, finish_reason }) {
  if (!message) return answerWith([chunk([])]);
  const { role, content, tool_calls = [] } = message;
  const calls = tool_calls.flatMap(({ function: fn, ...rest }, index) => [
    delta({ tool_calls: [{ index, ...rest, function: { name: fn.name, arguments: "" } }] }),
    ...pieces(fn.arguments, 2).map((args) =>
      delta({ tool_calls: [{ index, function: { arguments: args } }] }),
    ),
  ]);
  return answerWith([delta({ role, content }), ...calls, end(finish_reason)]);
}

/** @param {(log: unknown[]) => any} makeFunctions */
const tools = (makeFunctions) => (log) =>
  Object.entries(makeFunctions(log)).map(([name, fn]) => ({
    type: "function",
    function: { name, function: fn, parameters: { type: "object" }, description: name },
  }));

const logging = (log) => ({
  f: async (args, _, context) => {
    log.push(["f", args, context]);
    return { ok: 1 };
  },
  g: (args) => {
    log.push(["g", args]);
    return "text";
  },
});

const parsing = (log) => [
  {
    type: "function",
    function: {
      name: "f",
      parse: JSON.parse,
      parameters: {},
      function: (args) => void log.push(["parsed", args]),
    },
  },
];

const asks = turn({ tool_calls: [call("c1", "f", '{"a":1}'), call("c2", "g", "{}")] });
const one = turn({ tool_calls: [call("c1", "f", '{"a":1}')] });

/** @type {Record<string, { turns: any[], tools: (log: any[]) => any[], body?: object, options?: object }>} */
const runs = {
  "no calls": { turns: [last], tools: tools(logging) },
  "two calls at once": { turns: [asks, last], tools: tools(logging) },
  "two calls in turn": {
    turns: [asks, last],
    tools: tools(logging),
    body: { parallel_tool_calls: false },
  },
  "a context": { turns: [one, last], tools: tools(logging), body: { toolContext: { user: 7 } } },
  "a function that is forced": {
    turns: [asks, last],
    tools: tools(logging),
    body: { tool_choice: { type: "function", function: { name: "g" } } },
  },
  "arguments that are parsed": { turns: [one, last], tools: parsing },
  "arguments that do not parse": {
    turns: [turn({ tool_calls: [call("c1", "f", "{")] }), last],
    tools: parsing,
  },
  "a tool that there is not": {
    turns: [turn({ tool_calls: [call("c1", "h", "{}")] }), last],
    tools: tools(logging),
  },
  "a callback that throws": {
    turns: [one, last],
    tools: tools(() => ({
      f() {
        throw new Error("no weather");
      },
    })),
  },
  "a callback that rejects with text": {
    turns: [one, last],
    tools: tools(() => ({ f: () => Promise.reject("no weather") })),
  },
  "a callback that aborts its run": {
    turns: [one, last],
    tools: tools(() => ({ f: (_, runner) => runner.abort() })),
  },
  "a callback that changes the messages": {
    turns: [one, last],
    tools: tools(() => ({
      f: (_, runner) => runner.messages.push({ role: "user", content: "!" }),
    })),
  },
  "a callback that gives nothing": { turns: [one, last], tools: tools(() => ({ f() {} })) },
  "calls without ids of their own": {
    turns: [turn({ tool_calls: [call("same", "f", "{}"), call("same", "f", "{}")] }), last],
    tools: tools(logging),
  },
  "no end": { turns: [one], tools: tools(logging), options: { maxChatCompletions: 3 } },
  "an answer that was cut": { turns: [turn({ content: "So" }, "length")], tools: tools(logging) },
  "an answer that was withheld": {
    turns: [turn({ content: "So" }, "content_filter")],
    tools: tools(logging),
  },
  "an answer without a choice": { turns: [{}], tools: tools(logging) },
  "two choices": { turns: [last], tools: tools(logging), body: { n: 2 } },
  "a tool made for parsing, without a function": {
    turns: [last],
    tools: () => [branded(undefined)],
  },
  "a tool made for parsing": {
    turns: [one, last],
    tools: (log) => [branded((args) => log.push(args))],
  },
};

/** @param {Function | undefined} callback */
const branded = (callback) =>
  Object.defineProperties(
    { type: "function", function: { name: "f", parameters: {}, strict: true } },
    {
      $brand: { value: "auto-parseable-tool" },
      $parseRaw: { value: JSON.parse },
      $callback: { value: callback },
    },
  );

/** @param {Function} makeClient @param {any} run @param {boolean} stream */
async function observe(makeClient, { turns, tools: makeTools, body, options }, stream) {
  const left = [...turns];
  const answer = () => (stream ? streamed : whole)(left.length > 1 ? left.shift() : left[0]);
  const { fetch, requests } = recordingFetch(answer);
  const log = [];
  const followed = [];
  const afterCompletion = ({ id }) => void followed.push(id);
  const params = { model: "m", messages, tools: makeTools(log), stream, ...body };
  const runner = makeClient(fetch).chat.completions.runTools(params, {
    afterCompletion,
    ...options,
  });
  const told = record(runner, events);
  const outcome = await settle(runner, promises, states);
  return { told, log, followed, ...outcome, bodies: requests.map(({ body: sent }) => sent) };
}

for (const stream of [false, true]) {
  describe(`with ${stream ? "streamed" : "whole"} answers, does what openai does with`, () => {
    for (const [title, run] of Object.entries(runs)) {
      test(title, async () => {
        const expected = await observe(makeOracle, run, stream);
        assert.deepEqual(await observe(makeOurs, run, stream), expected);
      });
    }
  });
}

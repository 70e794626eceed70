// The streams of assistants tell and give what they do in openai.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { makeOracle, makeOurs } from "../compat/clients.js";
import { recordingFetch } from "../compat/record.js";
import { record, settle } from "./observe.js";

const events = [
  "connect",
  "event",
  "run",
  ...["message", "runStep", "toolCall"].flatMap((kind) =>
    ["Created", "Delta", "Done"].map((state) => kind + state),
  ),
  "textCreated",
  "textDelta",
  "textDone",
  "imageFileDone",
  "error",
  "abort",
  "end",
];
const promises = ["done", "finalRun", "finalMessages", "finalRunSteps"];

/** @param {string} status */
const run = (status) => ({ id: "run_1", object: "thread.run", thread_id: "t", status });
const message = (content, status = "in_progress") => ({
  id: "msg_1",
  role: "assistant",
  content,
  status,
});
const text = (value, index) => ({ index, type: "text", text: { value, annotations: [] } });
const part = (...content) => ({ id: "msg_1", delta: { content } });
const more = (value, index = 0) => ({ index, type: "text", text: { value } });
const image = { type: "image_file", image_file: { file_id: "f" } };

const spoken = [
  ["thread.message.created", message([])],
  ["thread.message.in_progress", message([])],
  ["thread.message.delta", part(text("Hel", 0))],
  ["thread.message.delta", part(more("lo"))],
  ["thread.message.delta", part({ index: 1, ...image })],
  ["thread.message.delta", part(text("bye", 2))],
  ["thread.message.completed", message([text("Hello"), image, text("bye")], "completed")],
];

const step = (calls, status = "in_progress") => ({
  id: "step_1",
  status,
  step_details: { type: "tool_calls", tool_calls: calls },
});
const call = (index, args) => ({
  index,
  id: `c${index}`,
  type: "function",
  function: { name: "f", arguments: args },
});
const grown = (index, args) => ({ index, type: "function", function: { arguments: args } });
const calls = (...all) => ({
  id: "step_1",
  delta: { step_details: { type: "tool_calls", tool_calls: all } },
});

const stepped = [
  ["thread.run.step.created", step([])],
  ["thread.run.step.in_progress", step([])],
  ["thread.run.step.delta", calls(call(0, ""))],
  ["thread.run.step.delta", calls(grown(0, '{"a"'))],
  ["thread.run.step.delta", calls(grown(0, ":1}"), call(1, "{}"))],
  ["thread.run.step.completed", step([call(0, '{"a":1}'), call(1, "{}")], "completed")],
];

const begin = [
  ["thread.run.created", run("queued")],
  ["thread.run.in_progress", run("in_progress")],
];
const completed = ["thread.run.completed", run("completed")];

const streams = {
  "a message": [...begin, ...spoken, completed],
  "a step with calls": [
    ...begin,
    ...stepped,
    ["thread.run.requires_action", run("requires_action")],
  ],
  "a step, then a message": [...begin, ...stepped, ...spoken, completed],
  "a run that failed": [...begin, ["thread.run.failed", run("failed")]],
  "no end": [...begin, ...spoken],
  "a message twice": [...begin, ...spoken, spoken[0], completed],
  "a message in another": [
    ...begin,
    spoken[0],
    ["thread.message.created", { ...message([]), id: "m2" }],
  ],
  "a delta of no message": [...begin, spoken[2]],
  "a delta of another message": [
    ...begin,
    spoken[0],
    ["thread.message.delta", { ...part(), id: "m2" }],
  ],
  "a delta of no step": [...begin, stepped[2]],
  "a step twice": [...begin, ...stepped, stepped[0]],
  "a delta without an index": [
    ...begin,
    spoken[0],
    ["thread.message.delta", part({ type: "text" })],
  ],
  "an unsafe delta": [
    ...begin,
    stepped[0],
    ["thread.run.step.delta", { id: "step_1", delta: { constructor: 1 } }],
  ],
  "a message without an id": [...begin, ["thread.message.created", { content: [] }]],
};

/** @param {[string, any][]} all */
function answer(all) {
  const body = all.map(([event, data]) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  const headers = { "content-type": "text/event-stream" };
  return new Response(`${body.join("")}event: done\ndata: [DONE]\n\n`, { headers });
}

const opens = {
  createAndRunStream: ({ threads }) => threads.createAndRunStream({ assistant_id: "a" }),
  stream: ({ threads }) => threads.runs.stream("t", { assistant_id: "a" }),
  createAndStream: ({ threads }) => threads.runs.createAndStream("t", { assistant_id: "a" }),
  submitToolOutputsStream: ({ threads }) =>
    threads.runs.submitToolOutputsStream("run_1", { thread_id: "t", tool_outputs: [] }),
};

/** @param {Function} makeClient @param {any} all @param {any} open @param {any} [react] */
async function observe(makeClient, all, open, react) {
  const { fetch, requests } = recordingFetch(() => answer(all));
  const stream = open(makeClient(fetch).beta);
  const told = record(stream, events, react);
  const outcome = await settle(stream, promises, ["ended", "errored", "aborted"]);
  return { told, ...outcome, requests: requests.map(({ path, body }) => [path, body]) };
}

describe("tells and gives what openai does of", () => {
  for (const [title, all] of Object.entries(streams)) {
    test(title, async () => {
      const expected = await observe(makeOracle, all, opens.stream);
      assert.deepEqual(await observe(makeOurs, all, opens.stream), expected);
    });
  }
});

describe("sends and tells what openai does by", () => {
  for (const [name, open] of Object.entries(opens)) {
    test(name, async () => {
      const all = streams["a step, then a message"];
      assert.deepEqual(await observe(makeOurs, all, open), await observe(makeOracle, all, open));
    });
  }
});

describe("when it is aborted at an event, does what openai does:", () => {
  for (const event of events) {
    test(event, async () => {
      const react = (name, _, stream) => name === event && stream.abort();
      const all = streams["a step, then a message"];
      const expected = await observe(makeOracle, all, opens.stream, react);
      assert.deepEqual(await observe(makeOurs, all, opens.stream, react), expected);
    });
  }
});

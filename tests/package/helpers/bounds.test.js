// What is long does not pile up: listeners, unread events, streams that are left.
import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { describe, test } from "node:test";
import { makeOracle, makeOurs } from "../compat/clients.js";
import { recordingFetch } from "../compat/record.js";
import { delta, end, spoken } from "./chat-events.js";
import { answerWith, describe as describeError } from "./observe.js";

const messages = [{ role: "user", content: "hi" }];

test("a loop of 1,000 rounds listens to a signal once, and not after its end", async () => {
  const call = { id: "c", type: "function", function: { name: "f", arguments: "{}" } };
  const message = { role: "assistant", content: null, tool_calls: [call] };
  const answer = { id: "x", choices: [{ index: 0, message, finish_reason: "tool_calls" }] };
  const { signal } = new AbortController();
  let most = 0;
  const f = () => (most = Math.max(most, getEventListeners(signal, "abort").length));
  const fetch = async () => Response.json(answer);
  const tools = [{ type: "function", function: { name: "f", function: f, parameters: {} } }];
  const options = { signal, maxChatCompletions: 1000 };
  const runner = makeOurs(fetch).chat.completions.runTools(
    { model: "m", messages, tools },
    options,
  );
  await runner.done();
  assert.equal(runner.allChatCompletions().length, 1000);
  assert.ok(most <= 1, `${most} listeners`);
  assert.equal(getEventListeners(signal, "abort").length, 0);
});

describe("an iterator that is not read ends the stream as openai does, after", () => {
  const piece = "x".repeat(1000);
  const cases = {
    "4,096 events": [delta({ role: "assistant" }), ...Array(5000).fill(delta({ content: "a" }))],
    "8 MiB": [
      delta({ role: "assistant" }),
      ...Array(4000).fill(delta({ content: piece.repeat(3) })),
    ],
  };
  for (const [title, chunks] of Object.entries(cases)) {
    test(title, async () => {
      const outcomes = [];
      for (const makeClient of [makeOracle, makeOurs]) {
        const { fetch } = recordingFetch(() => answerWith(chunks, { size: 65_536 }));
        const stream = makeClient(fetch).chat.completions.stream({ model: "m", messages });
        const iterator = stream[Symbol.asyncIterator]();
        outcomes.push(describeError(await stream.done().catch((error) => error)));
        await iterator.next();
      }
      assert.match(outcomes[0].message, /buffer limit exceeded/);
      assert.deepEqual(outcomes[1], outcomes[0]);
    });
  }
});

test("leaving a loop ends the request, as in openai", async () => {
  const outcomes = [];
  for (const makeClient of [makeOracle, makeOurs]) {
    const { fetch } = recordingFetch(() =>
      answerWith([...spoken("Hello, world"), end()], { size: 64 }),
    );
    const stream = makeClient(fetch).chat.completions.stream({ model: "m", messages });
    for await (const chunk of stream) if (chunk.choices[0].delta.content) break;
    await stream.done().catch(() => {});
    outcomes.push([stream.ended, stream.aborted, stream.controller.signal.aborted]);
  }
  assert.deepEqual(outcomes[1], outcomes[0]);
});

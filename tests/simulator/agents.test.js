// `@openai/agents` runs agents with tools, hand-offs and typed output against the simulator.

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { Agent, OpenAIProvider, Runner, tool } from "@openai/agents";
import OpenAI from "openai";
import { z } from "zod";
import { serveSimulator } from "../../simulator/node.js";

let server;
before(async () => (server = await serveSimulator({ pace: 0 })));
after(() => server.close());
beforeEach(() => server.simulator.reset());

function runnerOf(useResponses) {
  const openAIClient = new OpenAI({ apiKey: "sk-simulator", baseURL: server.baseURL });
  const modelProvider = new OpenAIProvider({ openAIClient, useResponses });
  return new Runner({ modelProvider, tracingDisabled: true });
}

const weather = tool({
  name: "get_weather",
  description: "The weather of a city",
  parameters: z.object({ city: z.string() }),
  execute: ({ city }) => `Sun in ${city}`,
});

for (const useResponses of [true, false]) {
  const name = useResponses ? "responses" : "chat completions";

  test(`an agent uses its tool by ${name}, whole and streamed`, async () => {
    const agent = new Agent({ name: "Forecaster", model: "gpt-4o", tools: [weather] });
    const runner = runnerOf(useResponses);
    const question = "How is the weather in Paris?";
    const whole = await runner.run(agent, question);
    assert.equal(whole.finalOutput, "The tools say: Sun in Paris");
    const streamed = await runner.run(agent, question, { stream: true });
    await streamed.completed;
    assert.equal(streamed.finalOutput, "The tools say: Sun in Paris");
  });

  test(`an agent answers in a type by ${name}`, async () => {
    const outputType = z.object({ city: z.string(), year: z.number() });
    const agent = new Agent({ name: "Historian", model: "gpt-4o", outputType });
    const { finalOutput } = await runnerOf(useResponses).run(agent, "Where?");
    assert.deepEqual(finalOutput, { city: "Where?", year: 1.5 });
  });
}

test("an agent hands over to another", async () => {
  const second = new Agent({ name: "Billing", model: "gpt-4o", instructions: "You answer." });
  const first = Agent.create({ name: "Desk", model: "gpt-4o", handoffs: [second] });
  const result = await runnerOf(true).run(first, "Please transfer me to billing");
  assert.equal(result.lastAgent.name, "Billing");
});

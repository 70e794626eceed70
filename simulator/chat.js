// POST /chat/completions, whole and as a stream.

import { ApiError } from "./errors.js";
import { admit, generate, requireParameter, turnOf } from "./generate.js";
import { pause, times } from "./pause.js";
import { createId } from "./random.js";
import { streamEvents } from "./stream.js";

/** POST /chat/completions */
export async function createChatCompletion(call) {
  const { json } = call;
  admit(call);
  requireParameter(json, "messages");
  const made = generate(call, readMessages(json), wantedOf(json));
  const head = headOf(call);
  if (json.stream) return streamEvents(call, chatEvents(head, json, made));
  await pause(call.pace * times.whole(made.usage.output), call.signal);
  return completionOf(head, made);
}

function readMessages({ messages }) {
  if (!Array.isArray(messages) || messages.length === 0) {
    throw new ApiError("invalid_value", {
      param: "messages",
      problem: "expected a non-empty array",
    });
  }
  return messages.map((message) => turnOf(message));
}

const wantedOf = ({ n, max_completion_tokens, max_tokens, response_format }) => ({
  choices: n ?? 1,
  limit: max_completion_tokens ?? max_tokens ?? null,
  schema: response_format?.json_schema?.schema ?? null,
  isJSON: response_format?.type === "json_object",
});

const headOf = (call) => ({
  id: createId.chat(call.random),
  created: Math.floor(call.world.now() / 1000),
  model: call.model.id,
  service_tier: call.json.service_tier ?? "default",
  system_fingerprint: "fp_simulator",
});

const finishOf = ({ isCut }) => (isCut ? "length" : "stop");

const completionOf = (head, { answers, usage }) => ({
  object: "chat.completion",
  ...head,
  choices: answers.map((each, index) => ({
    index,
    message: { role: "assistant", content: each.text, refusal: null, annotations: [] },
    logprobs: null,
    finish_reason: finishOf(each),
  })),
  usage: usageOf(usage),
});

/** Usage in the words of the older endpoints. */
export const usageOf = ({ input, output, total }) => ({
  prompt_tokens: input,
  completion_tokens: output,
  total_tokens: total,
  prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
  completion_tokens_details: {
    reasoning_tokens: 0,
    audio_tokens: 0,
    accepted_prediction_tokens: 0,
    rejected_prediction_tokens: 0,
  },
});

function* chatEvents(head, { stream_options }, { answers, usage }) {
  const hasUsage = stream_options?.include_usage === true;
  const chunk = (choices, used = null) => ({
    data: {
      object: "chat.completion.chunk",
      ...head,
      choices,
      ...(hasUsage ? { usage: used } : {}),
    },
  });
  for (const choice of choicesOf(answers)) yield { ...chunk([choice.data]), ...choice.pace };
  if (hasUsage) yield chunk([], usageOf(usage));
  yield { data: "[DONE]" };
}

function* choicesOf(answers) {
  const choice = (index, delta, finish_reason = null) => ({
    index,
    delta,
    logprobs: null,
    finish_reason,
  });
  for (const index of answers.keys()) {
    const opening = { role: "assistant", content: "", refusal: null };
    yield { data: choice(index, opening), pace: { isFirst: index === 0 } };
  }
  for (const [index, content] of interleaved(answers)) {
    yield { data: choice(index, { content }), pace: { isToken: true } };
  }
  for (const [index, each] of answers.entries()) yield { data: choice(index, {}, finishOf(each)) };
}

function* interleaved(answers) {
  const longest = Math.max(...answers.map(({ tokens }) => tokens.length));
  for (let at = 0; at < longest; at++) {
    for (const [index, { tokens }] of answers.entries()) {
      if (at < tokens.length) yield [index, tokens[at]];
    }
  }
}

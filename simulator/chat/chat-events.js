// The chunks of a streamed chat completion.

import { isPadded, paddingFor } from "../http/obfuscation.js";
import { splitTokens } from "../model/tokens.js";

/**
 * @param {any} call
 * @param {any} completion  the whole one
 * @param {import("../model/generate.js").Answer[]} answers
 */
export function* chatEvents(call, completion, answers) {
  const chunk = chunkMaker(call, completion);
  for (const { data, ...pace } of choicesOf(completion, answers)) {
    yield { ...chunk([data], null), ...pace };
  }
  const hasUsage = call.json.stream_options?.include_usage === true;
  if (hasUsage) yield chunk([], completion.usage);
  yield { data: "[DONE]" };
}

function chunkMaker({ json, random }, completion) {
  const { id, created, model, service_tier, system_fingerprint } = completion;
  const head = { id, object: "chat.completion.chunk", created, model, service_tier };
  const hasUsage = json.stream_options?.include_usage === true;
  const padding = isPadded(json);
  return (choices, usage) => ({
    data: {
      ...head,
      system_fingerprint,
      choices,
      ...(hasUsage ? { usage } : {}),
      ...(padding ? { obfuscation: paddingFor(textIn(choices), random) } : {}),
    },
  });
}

const textIn = ([{ delta = {} } = /** @type {any} */ ({})]) => delta.content ?? delta.refusal ?? "";

function* choicesOf({ choices }, answers) {
  for (const { index, message } of choices) {
    const opening = {
      role: "assistant",
      content: message.content === null ? null : "",
      refusal: null,
    };
    yield { data: choiceOf(index, opening), isFirst: index === 0 };
  }
  yield* interleaved(choices.map((choice) => [...deltasOf(choice, answers[choice.index])]));
  for (const { index, finish_reason } of choices) {
    yield { data: { index, delta: {}, logprobs: null, finish_reason } };
  }
}

const choiceOf = (index, delta, logprobs = null) => ({
  index,
  delta,
  logprobs,
  finish_reason: null,
});

/** What one choice says, piece by piece. */
function* deltasOf({ index, message, logprobs }, { tokens }) {
  const name = message.refusal === null ? "content" : "refusal";
  for (const [at, token] of tokens.entries()) {
    const own = logprobs && { content: null, refusal: null, [name]: [logprobs[name][at]] };
    yield choiceOf(index, { [name]: token }, own);
  }
  for (const [at, each] of (message.tool_calls ?? []).entries()) {
    for (const part of callPieces(each))
      yield choiceOf(index, { tool_calls: [{ index: at, ...part }] });
  }
  const { function_call } = message;
  if (!function_call) return;
  yield choiceOf(index, { function_call: { name: function_call.name, arguments: "" } });
  for (const piece of splitTokens(function_call.arguments)) {
    yield choiceOf(index, { function_call: { arguments: piece } });
  }
}

function* callPieces({ id, type, ...rest }) {
  const field = type === "custom" ? "input" : "arguments";
  const { name, [field]: text } = rest[type];
  yield { id, type, [type]: { name, [field]: "" } };
  for (const piece of splitTokens(text)) yield { [type]: { [field]: piece } };
}

function* interleaved(choices) {
  const longest = Math.max(...choices.map(({ length }) => length));
  for (let at = 0; at < longest; at++) {
    for (const pieces of choices) {
      if (at < pieces.length) yield { data: pieces[at], isToken: true };
    }
  }
}

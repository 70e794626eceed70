// POST /completions, the older endpoint for bare text.

import { usageOf } from "./chat.js";
import { admit, generate } from "../model/generate.js";
import { answeringModel } from "../accounts/models.js";
import { isPadded, paddingFor } from "../http/obfuscation.js";
import { pause, times } from "../http/pause.js";
import { createId } from "../random.js";
import { streamEvents } from "../http/stream.js";

/** POST /completions */
export async function createCompletion(call) {
  const { json } = call;
  admit(call);
  const turns = [json.prompt].flat().map((text) => ({ role: "user", text: `${text}` }));
  const made = generate(call, turns, {
    choices: json.n ?? 1,
    limit: json.max_tokens ?? 16,
    stop: [json.stop ?? []].flat(),
  });
  const head = {
    id: createId.completion(call.random),
    object: "text_completion",
    created: Math.floor(call.world.now() / 1000),
    model: answeringModel(call.model),
  };
  if (json.stream) return streamEvents(call, completionEvents(call, head, made));
  await pause(call.pace * times.whole(made.usage.output), call.signal);
  return { ...head, choices: made.answers.map(wholeChoice), usage: usageOf(made.usage) };
}

const choiceOf = (index, text, finish_reason = null) => ({
  text,
  index,
  logprobs: null,
  finish_reason,
});

const wholeChoice = ({ text, isCut }, index) => choiceOf(index, text, isCut ? "length" : "stop");

function* completionEvents({ json, random }, head, { answers, usage }) {
  const hasUsage = json.stream_options?.include_usage === true;
  const padding = (choices) =>
    isPadded(json) ? { obfuscation: paddingFor(choices[0]?.text ?? "", random) } : {};
  const chunk = (choices, used = null) => ({
    data: { ...head, choices, ...(hasUsage ? { usage: used } : {}), ...padding(choices) },
  });
  let isFirst = true;
  for (const [index, { tokens, isCut }] of answers.entries()) {
    for (const token of tokens) {
      yield { ...chunk([choiceOf(index, token)]), isFirst, isToken: true };
      isFirst = false;
    }
    yield chunk([wholeChoice({ text: "", isCut }, index)]);
  }
  if (hasUsage) yield chunk([], usageOf(usage));
  yield { data: "[DONE]" };
}

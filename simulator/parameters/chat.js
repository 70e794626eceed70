// The parameters of chat completions and of the older completions.

import * as v from "valibot";
import * as f from "./fields.js";
import { chatToolChoice, chatTools, jsonFormat } from "./tools.js";

const part = f.byType({
  text: { text: f.text },
  refusal: { refusal: f.text },
  image_url: { image_url: f.object({ url: f.nonEmptyText(33_554_432) }) },
  input_audio: { input_audio: f.anyObject },
  file: { file: f.anyObject },
});

const content = f.either(f.text, f.list(part, 1));
const called = f.byType({
  function: {
    id: f.nonEmptyText(),
    function: f.object({ name: f.nonEmptyText(), arguments: f.text }),
  },
  custom: { id: f.nonEmptyText(), custom: f.object({ name: f.nonEmptyText(), input: f.text }) },
});

const roles = ["system", "assistant", "user", "function", "tool", "developer"];

const message = f.object({
  role: f.oneOf(...roles),
  content: v.nullish(content),
  name: v.nullish(f.text),
  tool_calls: v.nullish(f.list(called, 1)),
  tool_call_id: v.nullish(f.text),
});

export const stop = f.either(f.text, f.list(f.text, 0, 4));

export const streamOptions = f.object(
  f.optionals({ include_usage: f.flag, include_obfuscation: f.flag }),
);

const format = f.byType({
  text: {},
  json_object: {},
  json_schema: { json_schema: f.object(jsonFormat) },
});

const sampling = {
  frequency_penalty: f.decimal(-2, 2),
  presence_penalty: f.decimal(-2, 2),
  temperature: f.decimal(0, 2),
  top_p: f.decimal(0, 1),
  n: f.integer(1, 128),
  seed: f.integer(-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
  logit_bias: v.record(v.string(), f.decimal(-100, 100), "an object"),
  stop,
  stream: f.flag,
  stream_options: streamOptions,
  user: f.text,
  max_tokens: f.integer(1),
};

export const chatCompletion = {
  isTerse: true,
  members: {
    messages: f.list(message, 1, 4_096),
    ...f.optionals({
      model: f.text,
      ...sampling,
      audio: f.anyObject,
      function_call: f.either(f.oneOf("none", "auto"), f.anyObject),
      functions: f.list(f.object({ name: f.nonEmptyText(64) }), 1, 128),
      logprobs: f.flag,
      max_completion_tokens: f.integer(1),
      metadata: f.metadata,
      modalities: f.list(f.oneOf("text", "audio"), 1),
      moderation: f.anyObject,
      parallel_tool_calls: f.flag,
      prediction: f.anyObject,
      prompt_cache_key: f.text,
      prompt_cache_options: f.anyObject,
      prompt_cache_retention: f.retention,
      reasoning_effort: f.effort,
      response_format: format,
      safety_identifier: f.shortText(64),
      service_tier: f.serviceTier,
      store: f.flag,
      tool_choice: chatToolChoice,
      tools: chatTools,
      top_logprobs: f.integer(0, 20),
      verbosity: f.verbosity,
      web_search_options: f.anyObject,
    }),
  },
};

const token = f.integer(0);

export const completion = {
  isTerse: true,
  members: {
    prompt: f.either(f.text, f.list(f.either(f.text, token, f.list(token, 1)), 1, 2_048)),
    ...f.optionals({
      model: f.text,
      ...sampling,
      best_of: f.integer(1, 20),
      echo: f.flag,
      logprobs: f.integer(0, 5),
      max_tokens: f.integer(0),
      suffix: f.text,
    }),
  },
};

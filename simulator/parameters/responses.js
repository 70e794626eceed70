// The parameters of responses and conversations.

import * as v from "valibot";
import * as f from "./fields.js";
import { streamOptions } from "./chat.js";
import { jsonFormat, responseTools } from "./tools.js";

const parts = {
  input_text: { text: f.text },
  input_image: { image_url: v.nullish(f.text), file_id: v.nullish(f.text) },
  input_file: {},
  input_audio: {},
  output_text: { text: f.text },
  refusal: { refusal: f.text },
};

const content = f.either(f.text, f.list(f.byType(parts)));
const roles = f.oneOf("assistant", "system", "developer", "user");

// Items of every kind may be handed back; only those that are said by somebody have a content.
const item = v.pipe(
  f.object({ type: v.nullish(f.nonEmptyText(64)) }),
  v.looseObject({ role: v.nullish(roles), content: v.nullish(v.unknown()) }),
  v.union([
    f.object({ type: v.nullish(v.literal("message")), role: roles, content }),
    f.object({ type: v.pipe(f.text, v.notValue("message")) }),
  ]),
);

export const items = f.list(item, 0, 10_000);
const input = f.either(f.text, items);
const id = f.either(f.nonEmptyText(), f.object({ id: f.nonEmptyText() }));

const format = f.byType({
  text: {},
  json_object: {},
  json_schema: { ...jsonFormat, schema: f.anyObject },
});

const textOptions = f.object(f.optionals({ format, verbosity: f.verbosity }));
const reasoning = f.object(
  f.optionals({
    effort: f.effort,
    summary: f.oneOf("auto", "concise", "detailed"),
    generate_summary: f.oneOf("auto", "concise", "detailed"),
  }),
);

const included = f.oneOf(
  "file_search_call.results",
  "web_search_call.results",
  "web_search_call.action.sources",
  "message.input_image.image_url",
  "computer_call_output.output.image_url",
  "code_interpreter_call.outputs",
  "reasoning.encrypted_content",
  "message.output_text.logprobs",
);

const common = {
  conversation: id,
  instructions: f.text,
  model: f.text,
  parallel_tool_calls: f.flag,
  previous_response_id: f.text,
  reasoning,
  text: textOptions,
  tool_choice: f.either(f.oneOf("none", "auto", "required"), f.object({ type: f.text })),
  tools: responseTools,
  truncation: f.oneOf("auto", "disabled"),
};

export const response = {
  members: f.optionals({
    ...common,
    input,
    access_programs: f.list(v.unknown()),
    background: f.flag,
    context_management: f.list(f.anyObject),
    image: f.anyObject,
    include: f.list(included),
    max_output_tokens: f.integer(16),
    max_tool_calls: f.integer(1),
    metadata: f.metadata,
    moderation: f.anyObject,
    prompt: f.object({ id: f.nonEmptyText() }),
    prompt_cache_key: f.text,
    prompt_cache_options: f.anyObject,
    prompt_cache_retention: f.retention,
    safety_identifier: f.shortText(64),
    service_tier: f.serviceTier,
    store: f.flag,
    stream: f.flag,
    stream_options: streamOptions,
    temperature: f.decimal(0, 2),
    top_logprobs: f.integer(0, 20),
    top_p: f.decimal(0, 1),
    user: f.text,
  }),
};

export const inputTokens = {
  members: f.optionals({ ...common, input, personality: f.anyObject }),
};

export const conversation = {
  members: f.optionals({ items: f.list(item, 0, 20), metadata: f.metadata }),
};

export const conversationItems = { members: { items: f.list(item, 1, 20) } };
export const onlyMetadata = { members: { metadata: v.nullable(f.metadata) } };

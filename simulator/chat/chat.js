// POST /chat/completions, whole and as a stream.

import { chatEvents } from "./chat-events.js";
import { ApiError } from "../http/errors.js";
import { admit, generate, turnOf } from "../model/generate.js";
import { logprobOf } from "../model/logprobs.js";
import { answeringModel } from "../accounts/models.js";
import { checkSchema } from "../parameters/tools.js";
import { pause, times } from "../http/pause.js";
import { createId } from "../random.js";
import { storeCompletion } from "./stored-chats.js";
import { streamEvents } from "../http/stream.js";
import { checkChoice, checkToolMessages } from "../model/tool-calls.js";

/** POST /chat/completions */
export async function createChatCompletion(call) {
  const { json } = call;
  admit(call);
  const tooling = toolingOf(json);
  if (!call.world.lenient) checkRequest(json, tooling);
  const made = generate(call, json.messages.map(turnOf), wantedOf(json, tooling));
  const completion = completionOf(call, made);
  if (json.store) storeCompletion(call, completion);
  if (json.stream) return streamEvents(call, chatEvents(call, completion, made.answers));
  await pause(call.pace * times.whole(made.usage.output), call.signal);
  return completion;
}

function checkRequest(json, tooling) {
  if (json.stream_options && !json.stream) throw new ApiError("stream_options_without_stream");
  json.messages.forEach(requireContent);
  checkToolMessages(json.messages);
  checkChoice(tooling);
  for (const [at, tool] of (json.tools ?? []).entries()) checkTool(tool.function, at);
  const { type, json_schema } = json.response_format ?? {};
  if (type === "json_schema") {
    const { name, schema, strict } = json_schema;
    const about = { subject: `response_format '${name}'`, param: "response_format" };
    checkSchema(schema ?? {}, { ...about, isStrict: strict === true, error: "invalid_schema" });
  }
  const isMentioned = () => /json/i.test(JSON.stringify(json.messages));
  if (type === "json_object" && !isMentioned()) {
    throw new ApiError("json_not_mentioned", { param: "messages", format: "response_format" });
  }
}

/** Only a message that calls something may say nothing. */
function requireContent({ content, tool_calls, function_call, refusal, audio }, at) {
  if (content != null || tool_calls || function_call || refusal || audio) return;
  throw new ApiError("missing_content", { param: `messages.[${at}].content` });
}

function checkTool(tool, at) {
  if (!tool?.parameters) return;
  checkSchema(tool.parameters, {
    subject: `function '${tool.name}'`,
    param: `tools[${at}].function.parameters`,
    isStrict: tool.strict === true,
    error: "invalid_function_parameters",
  });
}

function toolingOf({ tools, functions, tool_choice, function_call, parallel_tool_calls }) {
  const older = (functions ?? []).map((each) => ({ type: "function", function: each }));
  const all = [...(tools ?? []), ...older].map((tool) => ({
    name: (tool.function ?? tool.custom).name,
    isCustom: tool.type === "custom",
    parameters: tool.function?.parameters,
  }));
  const choice = tool_choice ?? function_call ?? null;
  return { tools: all, choice: chosen(choice), isParallel: parallel_tool_calls !== false };
}

function chosen(choice) {
  if (choice === null || typeof choice === "string") return choice;
  if (choice.type === "allowed_tools") return choice.allowed_tools?.mode ?? "auto";
  return { name: `${(choice.function ?? choice.custom ?? choice).name}` };
}

const wantedOf = (json, tooling) => ({
  choices: json.n ?? 1,
  limit: json.max_completion_tokens ?? json.max_tokens ?? null,
  schema: json.response_format?.json_schema?.schema ?? null,
  isJSON: json.response_format?.type === "json_object",
  stop: [json.stop ?? []].flat(),
  effort: json.reasoning_effort,
  tooling,
});

function completionOf(call, { answers, usage }) {
  const { json } = call;
  return {
    id: createId.chat(call.random),
    object: "chat.completion",
    created: Math.floor(call.world.now() / 1000),
    model: answeringModel(call.model),
    choices: answers.map((each, index) => choiceOf(call, each, index)),
    usage: usageOf(usage),
    service_tier: json.service_tier === "auto" ? "default" : (json.service_tier ?? "default"),
    system_fingerprint: "fp_simulator",
  };
}

function choiceOf(call, each, index) {
  const calls = each.calls.map((made) => toolCallOf(call, made));
  const message = {
    role: "assistant",
    content: each.refusal || calls.length > 0 ? null : each.text,
    refusal: each.refusal && each.text,
    ...(calls.length > 0 ? callsAsAsked(call.json, calls) : {}),
    annotations: [],
  };
  return {
    index,
    message,
    logprobs: logprobsOf(call.json, each),
    finish_reason: finishOf(call.json, each),
  };
}

/** Older callers gave functions, and get one call. */
const callsAsAsked = ({ tools }, calls) =>
  tools ? { tool_calls: calls } : { function_call: calls[0].function };

function toolCallOf(call, { name, isCustom, arguments: text }) {
  const id = createId.call(call.random);
  if (isCustom) return { id, type: "custom", custom: { name, input: text } };
  return { id, type: "function", function: { name, arguments: text } };
}

function finishOf({ tools, tool_choice }, { isCut, calls }) {
  if (calls.length === 0) return isCut ? "length" : "stop";
  if (!tools) return "function_call";
  // A call of the one function that was named ends as any answer does.
  return typeof tool_choice === "object" && tool_choice?.function ? "stop" : "tool_calls";
}

function logprobsOf({ logprobs, top_logprobs }, { tokens, refusal }) {
  if (!logprobs) return null;
  const all = tokens.map((token) => logprobOf(token, top_logprobs ?? 0));
  return refusal ? { content: null, refusal: all } : { content: all, refusal: null };
}

/** Usage in the words of the older endpoints. */
export const usageOf = ({ input, output, reasoning = 0, total }) => ({
  prompt_tokens: input,
  completion_tokens: output,
  total_tokens: total,
  prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
  completion_tokens_details: {
    reasoning_tokens: reasoning,
    audio_tokens: 0,
    accepted_prediction_tokens: 0,
    rejected_prediction_tokens: 0,
  },
});

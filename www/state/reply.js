// What a model has said so far: text, thoughts, refusals and tools, in the events of either API.

/**
 * @typedef {object} Tool what the model wants to be run, or what the server has run
 * @property {string} key its place in the answer
 * @property {string} id of the call, as the API wants it back
 * @property {string} name
 * @property {string} input as far as it has come
 */

/**
 * @typedef {object} Reply
 * @property {string} text
 * @property {string} reasoning
 * @property {string} refusal
 * @property {Tool[]} tools
 * @property {string | null} finish why the model stopped, in the API's word
 * @property {{ message: string, code?: string } | null} failure that an event told of
 */

/** @returns {Reply} */
export const emptyReply = () => ({
  text: "",
  reasoning: "",
  refusal: "",
  tools: [],
  finish: null,
  failure: null,
});

/**
 * Adds what an event says; an answer that came whole is one event.
 * @param {Reply} reply
 * @param {any} event
 */
export function absorb(reply, event) {
  if (event === null || typeof event !== "object") return;
  if (typeof event.type === "string") return absorbTyped(reply, event);
  if (Array.isArray(event.output)) return absorbResponse(reply, event);
  const choice = Array.isArray(event.choices) ? event.choices[0] : undefined;
  if (!choice) return;
  absorbMessage(reply, choice.delta ?? choice.message ?? { content: choice.text });
  reply.finish = choice.finish_reason ?? reply.finish;
}

/** A message of Chat Completions, or the next piece of one. */
function absorbMessage(reply, message) {
  const { content, refusal, reasoning_content, reasoning, tool_calls, function_call } = message;
  if (Array.isArray(content)) for (const part of content) absorbPart(reply, part);
  else reply.text += textIn(content);
  // Servers that think aloud have two names for it, and some send both.
  reply.reasoning += textIn(reasoning_content) || textIn(reasoning);
  reply.refusal += textIn(refusal);
  for (const [place, call] of listOf(tool_calls).entries()) {
    const { name = "", arguments: input = "" } = call.function ?? call.custom ?? {};
    extendTool(reply, `${call.index ?? place}`, call.id, name, input || call.custom?.input);
  }
  if (function_call) extendTool(reply, "f", "", function_call.name, function_call.arguments);
}

/** A part of a content that is a list: text under several names, thoughts, a refusal. */
function absorbPart(reply, part) {
  if (typeof part === "string") reply.text += part;
  else if (part?.type === "refusal") reply.refusal += textIn(part.refusal);
  else if (/think|reason/.test(part?.type)) reply.reasoning += textsIn(part);
  else reply.text += textsIn(part);
}

/** The text of a part, which may be a list of parts again. */
function textsIn(part) {
  const inner = part?.text ?? part?.thinking ?? part?.reasoning ?? part?.content;
  if (Array.isArray(inner)) return inner.map(textsIn).join("");
  return textIn(typeof part === "string" ? part : (inner?.value ?? inner));
}

/** What an event of the Responses API does, by its type; all others say nothing that is shown. */
const typed = {
  "response.output_text.delta": (reply, { delta }) => (reply.text += textIn(delta)),
  "response.refusal.delta": (reply, { delta }) => (reply.refusal += textIn(delta)),
  "response.reasoning_text.delta": (reply, { delta }) => (reply.reasoning += textIn(delta)),
  "response.reasoning_summary_text.delta": (reply, { delta }) => (reply.reasoning += textIn(delta)),
  "response.reasoning_summary_part.added": (reply) => (reply.reasoning = parted(reply.reasoning)),
  "response.content_part.added": (reply) => (reply.text = parted(reply.text)),
  "response.output_item.added": (reply, { item, output_index }) =>
    absorbItemHead(reply, item, output_index),
  "response.function_call_arguments.delta": extendByEvent,
  "response.custom_tool_call_input.delta": extendByEvent,
  "response.completed": (reply, { response }) => absorbResponse(reply, response),
  "response.incomplete": (reply, { response }) => absorbResponse(reply, response),
  "response.failed": (reply, { response }) => absorbResponse(reply, response),
  "response.cancelled": (reply, { response }) => absorbResponse(reply, response),
  error: (reply, { error, message, code }) => (reply.failure = error ?? { message, code }),
};

function absorbTyped(reply, event) {
  if (Object.hasOwn(typed, event.type)) typed[event.type](reply, event);
}

/** Parts that follow each other are paragraphs. */
const parted = (text) => (text ? `${text}\n\n` : "");

function extendByEvent(reply, { output_index, delta }) {
  extendTool(reply, `${output_index}`, undefined, "", delta);
}

/** Tools show as soon as they are named; all else of an item comes in events of its own. */
function absorbItemHead(reply, item, place) {
  if (!/_call$/.test(item?.type)) return;
  const name = item.name ?? item.type.replace(/_call$/, "");
  extendTool(reply, `${place}`, item.call_id ?? item.id, name, "");
}

/** A whole answer of the Responses API, at the end of a stream or in place of one. */
function absorbResponse(reply, response) {
  if (!response) return;
  const { status = null, incomplete_details, error, output } = response;
  const hadAll = reply.text || reply.refusal;
  for (const [place, item] of listOf(output).entries()) {
    if (item?.type === "message" && !hadAll) {
      for (const part of listOf(item.content)) absorbPart(reply, part);
    }
    absorbWholeTool(reply, item, `${place}`);
  }
  reply.finish = incomplete_details?.reason ?? (status === "completed" ? "stop" : status);
  if (error || status === "failed") reply.failure = error ?? { message: "" };
}

function absorbWholeTool(reply, item, key) {
  if (reply.tools.some((tool) => tool.key === key)) return;
  absorbItemHead(reply, item, key);
  const tool = reply.tools.find((one) => one.key === key);
  if (tool) tool.input = textIn(item.arguments ?? item.input);
}

function extendTool(reply, key, id, name, input) {
  let tool = reply.tools.find((one) => one.key === key);
  if (!tool) reply.tools.push((tool = { key, id: "", name: "", input: "" }));
  tool.id ||= id ?? "";
  tool.name += tool.name === name ? "" : textIn(name);
  tool.input += textIn(input);
}

const textIn = (value) => (typeof value === "string" ? value : "");

const listOf = (value) => (Array.isArray(value) ? value : []);

/**
 * A text without the thoughts that some models write into it between tags.
 * @param {string} text
 * @returns {{ text: string, thoughts: string }}
 */
export function partedThoughts(text) {
  const open = /^\s*<(think|thinking|reasoning)>/.exec(text);
  const close = /<\/(?:think|thinking|reasoning)>\s*/.exec(text);
  // Templates of prompts often open the tag themselves, and the answer only closes it.
  if (!open && !close) return { text, thoughts: "" };
  if (!open && /<(?:think|thinking|reasoning)>/.test(text.slice(0, close.index))) {
    return { text, thoughts: "" };
  }
  const begin = open ? open[0].length : 0;
  if (!close) return { text: "", thoughts: text.slice(begin) };
  const thoughts = text.slice(begin, close.index).trim();
  return { text: text.slice(close.index + close[0].length), thoughts };
}

/**
 * The tokens that an event accounts for, by the words of either API.
 * @param {any} event
 * @returns {{ input: number, output: number, thoughts: number, cached: number } | null}
 */
export function usageOf(event) {
  const usage = event?.usage ?? event?.response?.usage;
  if (!usage) return null;
  const outputs = usage.completion_tokens_details ?? usage.output_tokens_details ?? {};
  const inputs = usage.prompt_tokens_details ?? usage.input_tokens_details ?? {};
  return {
    input: usage.prompt_tokens ?? usage.input_tokens ?? 0,
    output: usage.completion_tokens ?? usage.output_tokens ?? 0,
    thoughts: outputs.reasoning_tokens ?? 0,
    cached: inputs.cached_tokens ?? 0,
  };
}

// A chat completion with what its texts mean: `parsed` and `parsed_arguments`.

import { ContentFilterFinishReasonError, LengthFinishReasonError, OpenAIError } from "../core.js";
import { isBranded, isParseable, parseArguments, parseAs } from "../formats.js";

/** @param {any} tool */
const isFunctionTool = (tool) => tool?.function !== undefined;

/** @param {any} params @param {string} name */
export const toolNamed = (params, name) =>
  params?.tools?.find(
    (/** @type {any} */ tool) => isFunctionTool(tool) && tool.function.name === name,
  );

/** @param {any} tool */
export const isParseableTool = (tool) =>
  isFunctionTool(tool) && (isBranded(tool) || tool.function.strict === true);

/** @param {any} params */
export const hasParseableTool = (params) => params?.tools?.some(isParseableTool) ?? false;

/** @param {any} params */
const isAnythingParsed = (params) =>
  isParseable(params?.response_format) || hasParseableTool(params);

/** Refuses tools that `parse` cannot read. @param {any[] | null | undefined} tools */
export function validateTools(tools) {
  for (const tool of tools ?? []) {
    if (tool.type === "custom") continue;
    if (tool.type !== "function") {
      throw new OpenAIError(
        `Currently only \`function\` and \`custom\` tool types are supported; Received \`${tool.type}\``,
      );
    }
    if (tool.function.strict !== true) {
      throw new OpenAIError(
        `The \`${tool.function.name}\` tool is not marked with \`strict: true\`. Only strict function tools can be auto-parsed`,
      );
    }
  }
}

/** Throws if a choice ended before its text did. @param {string | null | undefined} reason */
function checkFinished(reason) {
  if (reason === "length") throw new LengthFinishReasonError();
  if (reason === "content_filter") throw new ContentFilterFinishReasonError();
}

/**
 * The same where somebody counts on the text: with a format or a tool that is parsed.
 * @param {any} params @param {string} reason @param {boolean} isRun
 */
export function checkFinishReason(params, reason, isRun) {
  if (params && (isRun || isAnythingParsed(params))) checkFinished(reason);
}

/** @param {any} completion @param {any} params */
export function parseCompletion(completion, params) {
  const choices = completion.choices.map((/** @type {any} */ choice) => {
    checkFinished(choice.finish_reason);
    return { ...choice, message: parseMessage(choice.message, params) };
  });
  return { ...completion, choices };
}

/** @param {any} completion @param {any} params */
export function maybeParseCompletion(completion, params) {
  if (isAnythingParsed(params)) return parseCompletion(completion, params);
  const choices = completion.choices.map((/** @type {any} */ choice) => ({
    ...choice,
    message: { ...choice.message, parsed: null },
  }));
  return { ...completion, choices };
}

/** @param {any} message @param {any} params */
function parseMessage(message, params) {
  const { content, refusal, tool_calls } = message;
  const parsed = { ...message };
  if (tool_calls)
    parsed.tool_calls = tool_calls.map((/** @type {any} */ call) => parseCall(call, params));
  const isText = content != null && !refusal && (content !== "" || !callsAnything(message));
  parsed.parsed = isText ? parseAs(params.response_format, content) : null;
  return parsed;
}

/** @param {any} message */
export const callsAnything = ({ tool_calls, function_call }) =>
  tool_calls?.length > 0 || Boolean(function_call);

/** @param {any} call @param {any} params */
function parseCall(call, params) {
  if (call.type === "custom") return call;
  if (call.type !== "function") {
    throw new OpenAIError(
      `Currently only \`function\` and \`custom\` tool calls are supported; Received \`${call.type}\``,
    );
  }
  const tool = toolNamed(params, call.function.name);
  const { arguments: text } = call.function;
  const parsed_arguments = parseArguments(tool, tool?.function.strict, text);
  return { ...call, function: { ...call.function, parsed_arguments } };
}

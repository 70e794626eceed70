// A response with what its texts mean: `output_parsed`, `parsed`, `parsed_arguments`.

import { isBranded, isParseable, parseArguments, parseAs } from "../formats.js";

/** @param {any} tool */
const isParseableTool = (tool) => isBranded(tool) || tool?.strict === true;

/** @param {any} tools @param {any} format */
const isAnythingParsed = (tools, format) =>
  isParseable(format) || (Array.isArray(tools) && tools.some(hasParseable));

/** @param {any} tool */
function hasParseable(tool) {
  if (tool.type === "namespace") {
    return tool.tools.some(
      (/** @type {any} */ inner) => inner.type === "function" && isParseableTool(inner),
    );
  }
  return isBranded(tool) || (tool.type === "function" && tool.strict === true);
}

/**
 * The function of a name, in a namespace if one is given.
 * @param {any} tools @param {{ name: string, namespace?: string }} call
 */
export function toolOf(tools, { name, namespace }) {
  if (!Array.isArray(tools)) return undefined;
  const isNamed = (/** @type {any} */ tool) => tool.type === "function" && tool.name === name;
  if (namespace == null) return tools.find(isNamed);
  const space = tools.find(({ type, name: own }) => type === "namespace" && own === namespace);
  if (space) return space.tools.find(isNamed);
  // A function that is loaded later is a namespace of its own.
  return namespace === name ? tools.find((tool) => isNamed(tool) && tool.defer_loading) : undefined;
}

/** @param {any} tools @param {any} call */
export const isParsedCall = (tools, call) => isParseableTool(toolOf(tools, call));

/**
 * @param {any} response
 * @param {any} tools
 * @param {any} format
 */
export function parseResponse(response, tools, format) {
  const isWhole = !response.status || response.status === "completed";
  const output = response.output.map((/** @type {any} */ item) => {
    if (item.type === "function_call") {
      const tool = isWhole ? toolOf(tools, item) : undefined;
      return { ...item, parsed_arguments: parseArguments(tool, tool?.strict, item.arguments) };
    }
    return item.type === "message" ? parseMessage(item, format, isWhole) : item;
  });
  const parsed = withText({ ...response, output });
  const parts = () =>
    output.flatMap((/** @type {any} */ { type, content }) => (type === "message" ? content : []));
  return Object.defineProperty(parsed, "output_parsed", {
    enumerable: true,
    get: () =>
      parts().find((/** @type {any} */ part) => part.type === "output_text" && part.parsed !== null)
        ?.parsed ?? null,
  });
}

/** @param {any} message @param {any} format @param {boolean} isWhole */
function parseMessage(message, format, isWhole) {
  const isFinal = message.phase == null || message.phase === "final_answer";
  const content = message.content.map((/** @type {any} */ part) => {
    if (part.type !== "output_text") return part;
    return { ...part, parsed: isWhole && isFinal ? parseAs(format, part.text) : null };
  });
  return { ...message, content };
}

/** @param {any} response @param {any} tools @param {any} format @param {boolean} isAsked */
export function maybeParseResponse(response, tools, format, isAsked) {
  if (isAsked && isAnythingParsed(tools, format)) return parseResponse(response, tools, format);
  const output = response.output.map((/** @type {any} */ item) => {
    if (item.type === "function_call") return { ...item, parsed_arguments: null };
    if (item.type !== "message") return item;
    return {
      ...item,
      content: item.content.map((/** @type {any} */ part) => ({ ...part, parsed: null })),
    };
  });
  return withText({ ...response, output_parsed: null, output });
}

/** Adds the text of all messages, unless the answer has it. @param {any} response */
function withText(response) {
  if (response.output_text == null) response.output_text = textOf(response.output);
  return response;
}

/** @param {any[]} output */
export const textOf = (output) =>
  output
    .flatMap(({ type, content }) => (type === "message" ? content : []))
    .map(({ type, text }) => (type === "output_text" ? text : ""))
    .join("");

// What each event of a response changes in the item that it is about.

import { OpenAIError } from "../core.js";

/** @typedef {Record<string, any>} Item */

/**
 * @param {any[] | undefined} list
 * @param {number} index
 * @param {string} kind
 */
export function at(list, index, kind) {
  const found = list?.[index];
  if (found === undefined || found === null)
    throw new OpenAIError(`missing ${kind} at index ${index}`);
  return found;
}

/** A part, which has to be of a type. @param {Item} item @param {any} event @param {string} type */
function part({ content }, { content_index }, type) {
  const found = at(content, content_index, "content");
  if (found.type === type) return found;
  throw new OpenAIError(`expected content to be '${type}', got ${found.type}`);
}

/** Adds to a list, at its end and nowhere else. @param {any[]} list @param {number} index @param {any} value */
function append(list, index, value) {
  if (index !== list.length) throw new OpenAIError(`missing content at index ${index}`);
  list.push(structuredClone(value));
}

/** @param {Item} content @param {any[]} logprobs */
function addLogprobs(content, logprobs) {
  if (isWhole(logprobs) && logprobs.length > 0) {
    content.logprobs = [...(content.logprobs ?? []), ...logprobs];
  }
}

/** Some come without what a whole answer has of them. @param {any} logprobs */
const isWhole = (logprobs) =>
  Array.isArray(logprobs) &&
  logprobs.every(
    (each) =>
      isLogprob(each) && Array.isArray(each.top_logprobs) && each.top_logprobs.every(isLogprob),
  );

/** @param {any} each */
const isLogprob = (each) =>
  typeof each?.token === "string" && typeof each.logprob === "number" && Array.isArray(each.bytes);

/** @param {string} name */
const addTo =
  (name) =>
  (/** @type {Item} */ item, /** @type {any} */ { delta }) => {
    item[name] = (item[name] ?? "") + delta;
  };

/** @param {string} name */
const put = (name) => (/** @type {Item} */ item, /** @type {any} */ event) => {
  item[name] = event[name];
};

/** @param {string} type @param {string} name */
const ofPart = (type, name) => ({
  delta: (/** @type {Item} */ item, /** @type {any} */ event) =>
    void (part(item, event, type)[name] += event.delta),
  done: (/** @type {Item} */ item, /** @type {any} */ event) =>
    void (part(item, event, type)[name] = event[name]),
});

const outputText = ofPart("output_text", "text");
const refusal = ofPart("refusal", "refusal");
const reasoning = ofPart("reasoning_text", "text");

/** The outputs of a shell call, which may begin anywhere. @param {Item} item @param {number} index */
function shellOutput({ output }, index) {
  while (output.length <= index && index < 4096) {
    output.push({ stdout: "", stderr: "", outcome: { type: "exit", exit_code: 0 } });
  }
  return at(output, index, "content");
}

/**
 * By type of event, without `response.`: the type of item that it is about, and the change.
 * @type {Record<string, [type: string, change: (item: Item, event: any) => void]>}
 */
const changes = {
  "output_text.delta": [
    "message",
    (item, event) => {
      outputText.delta(item, event);
      addLogprobs(part(item, event, "output_text"), event.logprobs);
    },
  ],
  "output_text.done": [
    "message",
    (item, event) => {
      outputText.done(item, event);
      const content = part(item, event, "output_text");
      const { logprobs } = event;
      if (isWhole(logprobs) && (logprobs.length > 0 || content.logprobs?.length > 0)) {
        content.logprobs = logprobs;
      }
    },
  ],
  "output_text.annotation.added": [
    "message",
    (item, event) => {
      const { annotations } = part(item, event, "output_text");
      const { annotation_index: index } = event;
      if (index > annotations.length) throw new OpenAIError(`missing annotation at index ${index}`);
      annotations[index] = structuredClone(event.annotation);
    },
  ],
  "refusal.delta": ["message", refusal.delta],
  "refusal.done": ["message", refusal.done],
  "function_call_arguments.delta": ["function_call", addTo("arguments")],
  "function_call_arguments.done": ["function_call", put("arguments")],
  "custom_tool_call_input.delta": ["custom_tool_call", addTo("input")],
  "custom_tool_call_input.done": ["custom_tool_call", put("input")],
  "mcp_call_arguments.delta": ["mcp_call", addTo("arguments")],
  "mcp_call_arguments.done": ["mcp_call", put("arguments")],
  "code_interpreter_call_code.delta": ["code_interpreter_call", addTo("code")],
  "code_interpreter_call_code.done": ["code_interpreter_call", put("code")],
  "reasoning_text.delta": ["reasoning", reasoning.delta],
  "reasoning_text.done": ["reasoning", reasoning.done],
  "reasoning_summary_part.added": [
    "reasoning",
    (item, { summary_index, part }) => append(item.summary, summary_index, part),
  ],
  "reasoning_summary_part.done": [
    "reasoning",
    (item, { summary_index, part }) => {
      at(item.summary, summary_index, "content");
      item.summary[summary_index] = structuredClone(part);
    },
  ],
  "reasoning_summary_text.delta": [
    "reasoning",
    (item, { summary_index, delta }) =>
      void (at(item.summary, summary_index, "content").text += delta),
  ],
  "reasoning_summary_text.done": [
    "reasoning",
    (item, { summary_index, text }) =>
      void (at(item.summary, summary_index, "content").text = text),
  ],
  "shell_call_command.added": ["shell_call", putCommand],
  "shell_call_command.done": ["shell_call", putCommand],
  "shell_call_command.delta": [
    "shell_call",
    ({ action }, { command_index, delta }) => {
      action.commands[command_index] = at(action.commands, command_index, "command") + delta;
    },
  ],
  "shell_call_output_content.delta": [
    "shell_call_output",
    (item, { command_index, delta }) => {
      const output = shellOutput(item, command_index);
      output.stdout += delta.stdout ?? "";
      output.stderr += delta.stderr ?? "";
    },
  ],
  "shell_call_output_content.done": [
    "shell_call_output",
    (item, { command_index, output }) => {
      shellOutput(item, command_index);
      item.output[command_index] = structuredClone(at(output, 0, "content"));
    },
  ],
};

/** @param {Item} item @param {any} event */
function putCommand({ action }, { command_index: index, command }) {
  if (index > action.commands.length) throw new OpenAIError(`missing command at index ${index}`);
  action.commands[index] = command;
}

/** Calls of tools whose events say no more than how far they are. */
const STATUS =
  /^response\.((?:file_search|web_search|code_interpreter|image_generation|mcp)_call)\.(\w+)$/;
const STATES = ["in_progress", "searching", "interpreting", "generating", "completed", "failed"];

/**
 * Changes an item; what nobody knows changes nothing.
 * @param {Item} item @param {any} event
 */
export function change(item, event) {
  const [, type, status] = STATUS.exec(event.type) ?? [];
  if (type) {
    if (item.type === type && STATES.includes(status)) item.status = status;
    return;
  }
  if (event.type === "response.content_part.added") return addPart(item, event);
  if (event.type === "response.content_part.done") return putPart(item, event);
  const [wanted, apply] = changes[event.type.slice("response.".length)] ?? [];
  if (!apply) return;
  if (item.type !== wanted) {
    throw new OpenAIError(`expected output item type '${wanted}', got '${item.type}'`);
  }
  apply(item, event);
}

/** @param {Item} item @param {any} event */
function addPart(item, { content_index, part }) {
  if (isPartOf(item, part)) append((item.content ??= []), content_index, part);
}

/** @param {Item} item @param {any} event */
function putPart(item, { content_index, part }) {
  if (!isPartOf(item, part)) return;
  at(item.content, content_index, "content");
  item.content[content_index] = structuredClone(part);
}

/** @param {Item} item @param {any} part */
const isPartOf = ({ type }, part) =>
  part.type === "reasoning_text" ? type === "reasoning" : type === "message";

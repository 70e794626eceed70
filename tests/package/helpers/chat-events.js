// What a chat stream tells and gives.

export const events = [
  "connect",
  "chunk",
  "content",
  "content.delta",
  "content.done",
  "refusal.delta",
  "refusal.done",
  "tool_calls.function.arguments.delta",
  "tool_calls.function.arguments.done",
  "logprobs.content.delta",
  "logprobs.content.done",
  "logprobs.refusal.delta",
  "logprobs.refusal.done",
  "message",
  "chatCompletion",
  "functionToolCall",
  "functionToolCallResult",
  "finalChatCompletion",
  "finalMessage",
  "finalContent",
  "finalFunctionToolCall",
  "finalFunctionToolCallResult",
  "totalUsage",
  "error",
  "abort",
  "end",
];

export const promises = [
  "done",
  "finalChatCompletion",
  "finalContent",
  "finalMessage",
  "finalFunctionToolCall",
  "finalFunctionToolCallResult",
  "totalUsage",
];

export const states = ["ended", "errored", "aborted", "messages"];

const base = { id: "chatcmpl-1", object: "chat.completion.chunk", created: 1, model: "m" };

/** @param {any[]} choices @param {object} [more] */
export const chunk = (choices, more) => ({ ...base, choices, ...more });

/** @param {any} delta @param {object} [more] */
export const delta = (delta, more) => chunk([{ index: 0, delta, finish_reason: null, ...more }]);

/** @param {string} [finish_reason] */
export const end = (finish_reason = "stop") => chunk([{ index: 0, delta: {}, finish_reason }]);

/**
 * A text as deltas of a size.
 * @param {string} text @param {number} size
 */
export function pieces(text, size) {
  const all = [];
  for (let at = 0; at < text.length; at += size) all.push(text.slice(at, at + size));
  return all;
}

/** @param {string} text @param {number} [size] */
export const spoken = (text, size = 3) => [
  delta({ role: "assistant", content: "" }),
  ...pieces(text, size).map((content) => delta({ content })),
];

/**
 * What openai leaves out of a text that is not whole: it takes the white space at its end for its own.
 * @param {any} value
 * @returns {any}
 */
export function trimmed(value) {
  if (typeof value === "string") return value.trimEnd();
  if (Array.isArray(value)) return value.map(trimmed);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, trimmed(inner)]));
}

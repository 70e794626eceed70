// Which tools a simulated model calls, with what arguments, and what a conversation must answer.

import { ApiError } from "../http/errors.js";
import { exampleOf } from "./schema.js";
import { splitTokens } from "./tokens.js";

/**
 * @typedef {{ name: string, isCustom: boolean, parameters: any }} Tool
 * @typedef {{ name: string, isCustom: boolean, arguments: string, tokens: string[] }} ToolCall
 * @typedef {{ tools: Tool[], choice: string | { name: string } | null, isParallel: boolean }} Tooling
 */

// "3 times" and "3 calls" ask for the same tool that often.
const repeats = /\b(\d{1,2})\s+(?:times|calls)\b/i;

/**
 * The tools that the question names, or must be used; what has been called since is not called again.
 * @param {import("./answers.js").Turn[]} turns
 * @param {Tooling} tooling
 * @returns {ToolCall[]}
 */
export function chooseCalls(turns, { tools, choice, isParallel }) {
  if (tools.length === 0 || choice === "none") return [];
  const asked = turns.findLastIndex(({ role }) => role === "user");
  const question = (turns[asked]?.text ?? "").slice(0, 4_000);
  const answered = turns.slice(asked + 1).filter(({ role }) => role === "tool").length;
  const chosen = choiceOf(tools, choice, question);
  const count = Math.min(Number(repeats.exec(question)?.[1] ?? 1), 64);
  const all = chosen.flatMap((tool) => Array(Math.max(count, 1)).fill(tool));
  // Whoever is forced to call a tool calls it each time.
  const left = choice === "auto" || choice === null ? all.slice(answered) : all;
  return left.slice(0, isParallel ? left.length : 1).map((tool) => callOf(tool, question));
}

function choiceOf(tools, choice, question) {
  if (choice !== null && typeof choice === "object") {
    return tools.filter(({ name }) => name === choice.name);
  }
  const named = tools.filter(({ name }) => isNamed(name, question.toLowerCase()));
  return named.length === 0 && choice === "required" ? tools.slice(0, 1) : named;
}

const filler = new Set([
  "get",
  "set",
  "the",
  "find",
  "make",
  "call",
  "tool",
  "current",
  "function",
]);

/** `get_weather` is named by "get_weather", and by "weather". */
function isNamed(name, question) {
  if (question.includes(name.toLowerCase())) return true;
  const words = name.split(/[_.-]|(?<=[a-z])(?=[A-Z])/).map((word) => word.toLowerCase());
  return words.some((word) => word.length > 3 && !filler.has(word) && question.includes(word));
}

/** @returns {ToolCall} */
function callOf({ name, isCustom, parameters }, question) {
  const [, subject = question] = /\b(?:in|of|for|at|to)\s+(\p{Lu}[\p{L}-]+)/u.exec(question) ?? [];
  const text = isCustom
    ? subject
    : JSON.stringify(exampleOf(parameters ?? { type: "object" }, subject));
  return { name, isCustom, arguments: text, tokens: splitTokens(text) };
}

/**
 * Refuses a choice of a tool that was not given.
 * @param {Tooling} tooling
 */
export function checkChoice({ tools, choice }) {
  if (choice === null || choice === "auto" || choice === "none") return;
  if (tools.length === 0) throw new ApiError("tool_choice_without_tools");
  if (typeof choice === "string" || tools.some(({ name }) => name === choice.name)) return;
  throw new ApiError("unknown_tool_choice", { name: choice.name });
}

/**
 * Every call of a tool has its answer in a chat, and every answer its call.
 * @param {any[]} messages
 */
export function checkToolMessages(messages) {
  let open = new Set();
  for (const [at, { role, tool_calls, tool_call_id }] of messages.entries()) {
    if (role !== "tool") refuseOpen(open, at);
    else if (!open.delete(tool_call_id)) {
      throw new ApiError("stray_tool_message", { param: `messages.[${at}].role` });
    }
    if (tool_calls) open = new Set(tool_calls.map(({ id }) => id));
  }
  refuseOpen(open, messages.length - 1);
}

function refuseOpen(open, at) {
  if (open.size === 0) return;
  const ids = [...open].join(", ");
  throw new ApiError("unanswered_tool_calls", { param: `messages.[${at}].role`, ids });
}

/**
 * The same of the items of a response, together with those before it.
 * @param {any[]} items
 */
export function checkCallItems(items) {
  const open = new Set();
  for (const { type, call_id } of items) {
    if (/^(function|custom_tool)_call$/.test(type)) open.add(call_id);
    if (!/^(function|custom_tool)_call_output$/.test(type)) continue;
    if (!open.delete(call_id)) throw new ApiError("stray_call_output", { id: `${call_id}` });
  }
  const [id] = open;
  if (id !== undefined) throw new ApiError("unanswered_call", { id: `${id}` });
}

// The turns of a conversation, and what is sent of them.

import { contentOf } from "./files.js";

/**
 * @typedef {object} Answer
 * @property {number} id
 * @property {string | null} organization the one it was asked for; `null`: the account's default
 * @property {boolean} isRouted
 * @property {string} text
 * @property {"waiting" | "streaming" | "done" | "stopped" | "failed"} status
 * @property {{ message: string, diagnosis: any } | null} error
 * @property {any} call the entry in the log of calls
 * @property {AbortController} controller
 */

/**
 * @typedef {object} Turn
 * @property {number} id
 * @property {string} prompt
 * @property {import("./files.js").Attached[]} files
 * @property {Answer[]} answers
 */

let count = 0;
export const nextId = () => ++count;

/**
 * @param {string} prompt
 * @param {import("./files.js").Attached[]} [files]
 * @returns {Turn}
 */
export const newTurn = (prompt, files = []) => ({ id: nextId(), prompt, files, answers: [] });

/**
 * @param {string | null} organization
 * @param {boolean} isRouted
 * @returns {Answer}
 */
export const newAnswer = (organization, isRouted) => ({
  id: nextId(),
  organization,
  isRouted,
  text: "",
  status: "waiting",
  error: null,
  call: null,
  controller: new AbortController(),
});

/** @param {Answer} answer */
export const isRunning = ({ status }) => status === "waiting" || status === "streaming";

/** @param {Turn[]} turns */
export const runningAnswers = (turns) => turns.flatMap(({ answers }) => answers.filter(isRunning));

/**
 * The parameters of a call that continues a conversation.
 * @param {{ api: string, model: string, system: string }} wish
 * @param {Turn[]} turns the last one is still without an answer
 */
export function paramsOf({ api, model, system }, turns) {
  const said = turns.flatMap(({ prompt, files, answers }) => {
    const user = { role: "user", content: contentOf(api, prompt, files) };
    const text = answers.find((answer) => answer.text)?.text;
    return text ? [user, { role: "assistant", content: text }] : [user];
  });
  if (api === "responses") {
    return { model, ...(system && { instructions: system }), input: said, stream: true };
  }
  const messages = system ? [{ role: "system", content: system }, ...said] : said;
  return { model, messages, stream: true, stream_options: { include_usage: true } };
}

/**
 * The text that an event of a stream adds.
 * @param {string} api
 * @param {any} event
 * @returns {string}
 */
export function deltaOf(api, event) {
  if (api === "chat") return event.choices?.[0]?.delta?.content ?? "";
  return event.type === "response.output_text.delta" ? event.delta : "";
}

/**
 * The tokens that an event of a stream accounts for, by the words of either API.
 * @param {any} event
 * @returns {{ input: number, output: number } | null}
 */
export function usageOf(event) {
  const usage = event.usage ?? event.response?.usage;
  if (!usage) return null;
  const input = usage.prompt_tokens ?? usage.input_tokens ?? 0;
  return { input, output: usage.completion_tokens ?? usage.output_tokens ?? 0 };
}

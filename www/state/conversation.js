// The turns of a conversation, and what is sent of them.

import { contentOf } from "./files.js";
import { nextId } from "./ids.js";
import { emptyReply, partedThoughts } from "./reply.js";

/**
 * @typedef {object} Answer
 * @property {number} id
 * @property {string | null} organization the one it was asked for; `null`: the account's default
 * @property {string} model
 * @property {boolean} isRouted
 * @property {import("./reply.js").Reply} reply as the events told it
 * @property {string} text what is shown as the answer
 * @property {string} reasoning what is shown as thoughts
 * @property {{ begun: number | null, ended: number | null }} thinking
 * @property {number} settledAt when text and thoughts were last parted
 * @property {"waiting" | "streaming" | "done" | "stopped" | "failed"} status
 * @property {any} error
 * @property {any} call the entry in the log of calls
 * @property {{ input: number, output: number } | null} usage
 * @property {AbortController} controller
 */

/**
 * @typedef {object} Turn
 * @property {number} id
 * @property {string} prompt
 * @property {import("./files.js").Attached[]} files
 * @property {Answer[]} answers
 */

/**
 * @param {string} prompt
 * @param {import("./files.js").Attached[]} [files]
 * @returns {Turn}
 */
export const newTurn = (prompt, files = []) => ({ id: nextId(), prompt, files, answers: [] });

/**
 * @param {{ organization: string | null, model: string, isRouted: boolean }} about
 * @returns {Answer}
 */
export const newAnswer = (about) => ({
  id: nextId(),
  ...about,
  reply: emptyReply(),
  text: "",
  reasoning: "",
  thinking: { begun: null, ended: null },
  settledAt: 0,
  status: "waiting",
  error: null,
  call: null,
  usage: null,
  controller: new AbortController(),
});

/** @param {Answer} answer */
export const isRunning = ({ status }) => status === "waiting" || status === "streaming";

/** @param {Turn[]} turns */
export const runningAnswers = (turns) => turns.flatMap(({ answers }) => answers.filter(isRunning));

/**
 * Tells thoughts and text apart, and how long the thoughts took.
 * @param {Answer} answer whose reply has grown
 * @param {number} now
 */
export function settleReply(answer, now) {
  const { reply, thinking } = answer;
  answer.settledAt = now;
  const { text, thoughts } = partedThoughts(reply.text);
  answer.text = text;
  answer.reasoning = [reply.reasoning, thoughts].filter(Boolean).join("\n\n");
  if (answer.reasoning) thinking.begun ??= answer.call?.begun ?? now;
  if (thinking.begun !== null && (text || reply.refusal || reply.finish)) thinking.ended ??= now;
}

/** What an answer said, for what follows it. */
const saidIn = ({ answers }) => {
  const spoken = answers.find(({ text }) => text);
  return spoken?.text ?? answers.find(({ reply }) => reply?.refusal)?.reply.refusal ?? "";
};

/**
 * Whether a turn is no part of what follows: roles have to alternate, and what failed once might
 * fail again with every message after it.
 * @param {Turn} turn
 */
export const isLeftOut = (turn) => !saidIn(turn) && !turn.answers.some(isRunning);

/** What asks a model to go on with an answer that was cut. */
const goOn = "Continue exactly where you stopped, without repeating anything.";

/**
 * The parameters of a call that continues a conversation.
 * @param {{ api: string, model: string, system: string, parameters?: object }} wish
 * @param {Turn[]} before
 * @param {Turn} turn that is asked
 * @param {string} [cut] the beginning of its answer, to be continued
 */
export function paramsOf({ api, model, system }, before, turn, cut) {
  const turns = before.filter((one) => saidIn(one));
  const messages = [
    ...turns.flatMap((one) => [userMessage(api, one), assistantMessage(saidIn(one))]),
    userMessage(api, turn),
    ...(cut ? [assistantMessage(cut), { role: "user", content: goOn }] : []),
  ];
  if (api === "responses") {
    return { model, ...(system && { instructions: system }), input: messages, stream: true };
  }
  const all = system ? [{ role: "system", content: system }, ...messages] : messages;
  return { model, messages: all, stream: true, stream_options: { include_usage: true } };
}

const userMessage = (api, { prompt, files }) => ({
  role: "user",
  content: contentOf(api, prompt, files),
});

const assistantMessage = (content) => ({ role: "assistant", content });

// A chat as it is kept and exported, and what becomes of it when it is read again.

import { isRunning, newAnswer, newTurn, settleReply } from "./conversation.js";
import { emptyReply } from "./reply.js";

/** What says that a file holds chats of this page. */
const format = "openai-wasm/chats";

const longestTitle = 60;

/**
 * @param {import("./conversation.js").Turn[]} turns
 * @param {string} [draft]
 */
export function titleOf(turns, draft = "") {
  const [line] = (turns[0]?.prompt || draft || "New chat").trim().split("\n");
  return line.length > longestTitle ? `${line.slice(0, longestTitle)}…` : line;
}

/**
 * The turns as plain data.
 * @param {import("./conversation.js").Turn[]} turns
 */
export const packTurns = (turns) =>
  JSON.parse(JSON.stringify(turns.map((turn) => ({ ...turn, answers: turn.answers.map(pack) }))));

const pack = (answer) => {
  const { organization, model, isRouted, reply, thinking, status, error, usage, speed } = answer;
  return { organization, model, isRouted, reply, thinking, status, error, usage, speed };
};

/**
 * @param {unknown} kept
 * @returns {import("./conversation.js").Turn[]} with ids of their own; what makes no sense is left out
 */
export function unpackTurns(kept) {
  if (!Array.isArray(kept)) return [];
  return kept.filter((one) => typeof one?.prompt === "string").map(unpackTurn);
}

function unpackTurn({ prompt, files, answers }) {
  const turn = newTurn(prompt, Array.isArray(files) ? files.filter(isFile) : []);
  turn.answers = (Array.isArray(answers) ? answers : []).filter(Boolean).map(unpackAnswer);
  return turn;
}

const isFile = (file) => typeof file?.name === "string" && /^data:/.test(file?.url);

function unpackAnswer(kept) {
  const { organization = null, model = "", isRouted = false, status, error, usage, speed } = kept;
  const answer = newAnswer({ organization, model, isRouted });
  const reply = Object.assign(emptyReply(), kept.reply);
  const thinking = { begun: null, ended: null, ...kept.thinking };
  Object.assign(answer, { reply, thinking, error: error ?? null, usage: usage ?? null, speed });
  settleReply(answer, thinking.ended ?? thinking.begun ?? 0);
  // What was being written when the page went away came no further.
  const known = ["done", "failed", "stopped"];
  answer.status = !isRunning({ status }) && known.includes(status) ? status : "stopped";
  return answer;
}

/**
 * A text for a file, with chats in it.
 * @param {{ title: string, turns: any[] }[]} chats
 */
export const exported = (chats) => JSON.stringify({ format, version: 1, chats }, null, 1);

/**
 * The chats in the text of a file.
 * @param {string} text
 * @returns {{ title: string, turns: any[] }[]}
 */
export function imported(text) {
  let data;
  try {
    data = JSON.parse(text);
  } catch {
    throw new Error("The file holds no JSON, so it is no export of this page.");
  }
  if (data?.format !== format || !Array.isArray(data.chats)) {
    throw new Error("The file is no export of this page.");
  }
  return data.chats.map(({ title, turns }) => {
    const packed = packTurns(unpackTurns(turns));
    return { title: `${title ?? ""}` || titleOf(packed), turns: packed };
  });
}

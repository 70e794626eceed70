// What a comparison of two answers comes to, in a line.

import { count, duration } from "./format.js";

/**
 * @param {any[]} answers
 * @param {(answer: any) => string} nameOf
 * @returns {string} nothing before two answers are whole
 */
export function verdictOf(answers, nameOf) {
  const whole = answers.filter(({ status, speed }) => status === "done" && speed?.total != null);
  if (answers.length !== 2 || whole.length !== 2) return "";
  const [first, second] = whole;
  const [fast, slow] = first.speed.total <= second.speed.total ? whole : [second, first];
  const gain = slow.speed.total - fast.speed.total;
  const parts = [`${nameOf(fast)} was faster by ${duration(gain)}`];
  if (first.usage && second.usage) parts.push(tokensOf(whole, nameOf));
  if (first.text === second.text) parts.push("the answers are the same");
  return `${parts.join("; ")}.`;
}

function tokensOf(answers, nameOf) {
  const each = answers.map((answer) => `${nameOf(answer)} ${count(answer.usage.output)}`);
  return `tokens out: ${each.join(", ")}`;
}

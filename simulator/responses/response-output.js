// The items that a response consists of: reasoning, a message, calls of tools.

import { logprobOf } from "../model/logprobs.js";
import { createId } from "../random.js";

/**
 * @param {any} call
 * @param {import("../model/generate.js").Answer} answer
 */
export function outputOf(call, answer) {
  const reasoning = call.model.kind === "reasoning" ? [reasoningItem(call)] : [];
  const said = answer.calls.length > 0 ? callItems(call, answer) : [messageItem(call, answer)];
  return [...reasoning, ...said];
}

function reasoningItem({ json, random }) {
  const summary = json.reasoning?.summary ?? json.reasoning?.generate_summary;
  const text = "**Thinking it over**\n\nThe question is short, so a short answer will do.";
  const isSealed = json.include?.includes("reasoning.encrypted_content");
  return {
    id: createId.item(random, "rs"),
    type: "reasoning",
    summary: summary ? [{ type: "summary_text", text }] : [],
    ...(isSealed ? { encrypted_content: createId.item(random, "gAAAAAB") } : {}),
  };
}

function messageItem(call, { text, tokens, isCut, refusal }) {
  const isMeasured = call.json.include?.includes("message.output_text.logprobs");
  const alternatives = call.json.top_logprobs ?? 0;
  const logprobs = isMeasured ? tokens.map((token) => logprobOf(token, alternatives)) : [];
  const part = refusal
    ? { type: "refusal", refusal: text }
    : { type: "output_text", annotations: [], logprobs, text };
  return {
    id: createId.message(call.random),
    type: "message",
    status: isCut ? "incomplete" : "completed",
    content: [part],
    role: "assistant",
  };
}

const callItems = ({ random }, { calls }) =>
  calls.map(({ name, isCustom, arguments: text }) => ({
    id: createId.item(random, isCustom ? "ctc" : "fc"),
    type: isCustom ? "custom_tool_call" : "function_call",
    status: "completed",
    ...(isCustom ? { input: text } : { arguments: text }),
    call_id: createId.call(random),
    name,
  }));

// The events of a streamed response, in the order of the API.

import { isPadded, paddingFor } from "../http/obfuscation.js";
import { splitTokens } from "../model/tokens.js";

/**
 * @param {any} response  the finished response
 * @param {{ random: import("../random.js").Random, options?: any, after?: number }} how
 * `after` is the number of the last event that the client has
 * @returns {Iterable<import("../http/sse.js").StreamEvent>}
 */
export function* responseEvents(response, { random, options = {}, after = -1 }) {
  const padding = isPadded({ stream_options: options });
  let sequence_number = 0;
  for (const { isFirst, isToken, ...data } of bare(response)) {
    const { type, ...rest } = data;
    const numbered = { type, sequence_number: sequence_number++, ...rest };
    if (isToken && padding) numbered.obfuscation = paddingFor(rest.delta, random);
    if (numbered.sequence_number > after) yield { event: type, data: numbered, isFirst, isToken };
  }
}

/** A response that has been taken on, and has said nothing. */
export const begunFrom = (response, status = "in_progress") => ({
  ...response,
  status,
  completed_at: null,
  incomplete_details: null,
  output: [],
  usage: null,
});

function* bare(response) {
  const begun = begunFrom(response);
  yield { type: "response.created", response: begun, isFirst: true };
  yield { type: "response.in_progress", response: begun };
  for (const [output_index, item] of response.output.entries()) {
    yield* itemEvents(item, output_index);
  }
  yield { type: `response.${response.status}`, response };
}

const emptied = {
  reasoning: { summary: [] },
  message: { status: "in_progress", content: [] },
  function_call: { status: "in_progress", arguments: "" },
  custom_tool_call: { status: "in_progress", input: "" },
};

const inner = {
  reasoning: summaryEvents,
  message: partEvents,
  function_call: (item, at) => callEvents("function_call_arguments", "arguments", item, at),
  custom_tool_call: (item, at) => callEvents("custom_tool_call_input", "input", item, at),
};

function* itemEvents(item, output_index) {
  const opened = { ...item, ...emptied[item.type] };
  yield { type: "response.output_item.added", output_index, item: opened };
  yield* inner[item.type](item, { item_id: item.id, output_index });
  yield { type: "response.output_item.done", output_index, item };
}

function* partEvents({ content: [part] }, where) {
  const at = { ...where, content_index: 0 };
  const isRefusal = part.type === "refusal";
  const opened = isRefusal ? { ...part, refusal: "" } : { ...part, text: "", logprobs: [] };
  yield { type: "response.content_part.added", ...at, part: opened };
  yield* isRefusal ? refusalEvents(part, at) : textEvents(part, at);
  yield { type: "response.content_part.done", ...at, part };
}

function* textEvents({ text, logprobs }, at) {
  for (const [index, delta] of splitTokens(text).entries()) {
    const own = logprobs.slice(index, index + 1);
    yield { type: "response.output_text.delta", ...at, delta, logprobs: own, isToken: true };
  }
  yield { type: "response.output_text.done", ...at, text, logprobs };
}

function* refusalEvents({ refusal }, at) {
  for (const delta of splitTokens(refusal)) {
    yield { type: "response.refusal.delta", ...at, delta, isToken: true };
  }
  yield { type: "response.refusal.done", ...at, refusal };
}

function* callEvents(name, field, item, at) {
  for (const delta of splitTokens(item[field])) {
    yield { type: `response.${name}.delta`, ...at, delta, isToken: true };
  }
  const named = field === "arguments" ? { name: item.name } : {};
  yield { type: `response.${name}.done`, ...at, ...named, [field]: item[field] };
}

function* summaryEvents({ summary }, where) {
  for (const [summary_index, part] of summary.entries()) {
    const at = { ...where, summary_index };
    yield { type: "response.reasoning_summary_part.added", ...at, part: { ...part, text: "" } };
    for (const delta of splitTokens(part.text)) {
      yield { type: "response.reasoning_summary_text.delta", ...at, delta, isToken: true };
    }
    yield { type: "response.reasoning_summary_text.done", ...at, text: part.text };
    yield { type: "response.reasoning_summary_part.done", ...at, part };
  }
}

/** An error in the midst of a streamed response. */
export function responseErrorEvent({ code, message, param }, sequence_number) {
  return { event: "error", data: { type: "error", sequence_number, code, message, param } };
}

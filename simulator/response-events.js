// The events of a streamed response, in the order of the API.

/**
 * @param {any} response  the finished response
 * @param {string[]} tokens  its text
 * @returns {Iterable<import("./sse.js").StreamEvent>}
 */
export function* responseEvents(response, tokens) {
  let sequence_number = 0;
  for (const { isFirst, isToken, ...data } of bare(response, tokens)) {
    const { type, ...rest } = data;
    const numbered = { type, sequence_number: sequence_number++, ...rest };
    yield { event: type, data: numbered, isFirst, isToken };
  }
}

function* bare(response, tokens) {
  const begun = {
    ...response,
    status: "in_progress",
    incomplete_details: null,
    output: [],
    usage: null,
  };
  yield { type: "response.created", response: begun, isFirst: true };
  yield { type: "response.in_progress", response: begun };
  for (const [output_index, item] of response.output.entries()) {
    yield* itemEvents(item, output_index, tokens);
  }
  yield { type: `response.${response.status}`, response };
}

function* itemEvents(item, output_index, tokens) {
  const opened = { ...item, status: "in_progress", content: [] };
  yield { type: "response.output_item.added", output_index, item: opened };
  yield* partEvents(item, output_index, tokens);
  yield { type: "response.output_item.done", output_index, item };
}

function* partEvents({ id: item_id, content: [part] }, output_index, tokens) {
  const at = { item_id, output_index, content_index: 0 };
  yield { type: "response.content_part.added", ...at, part: { ...part, text: "" } };
  for (const delta of tokens) {
    yield { type: "response.output_text.delta", ...at, delta, logprobs: [], isToken: true };
  }
  yield { type: "response.output_text.done", ...at, text: part.text, logprobs: [] };
  yield { type: "response.content_part.done", ...at, part };
}

/** An error in the midst of a streamed response. */
export function responseErrorEvent({ code, message, param }, sequence_number) {
  return { event: "error", data: { type: "error", sequence_number, code, message, param } };
}

// The text that the events of a stream add to an answer.

/**
 * @param {any} event
 * @returns {string}
 */
export function textOf(event) {
  if (event?.type === "response.output_text.delta") return event.delta;
  const first = event?.choices?.find((/** @type {any} */ choice) => !choice.index);
  return first?.delta?.content ?? first?.text ?? "";
}

/**
 * The text of each event that has any.
 * @param {AsyncIterator<any>} events
 * @returns {AsyncGenerator<string>}
 */
export async function* textsOf(events) {
  for await (const event of { [Symbol.asyncIterator]: () => events }) {
    const text = textOf(event);
    if (text) yield text;
  }
}

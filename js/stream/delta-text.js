// The text that the events of a stream add to an answer.

/**
 * The text of an event, `""` if it brings none; whatever an event is, it does no harm here.
 * @param {any} event
 * @returns {string}
 */
export function textOf(event) {
  const choices = event?.choices;
  const first = Array.isArray(choices) && choices.find((choice) => choice && !choice.index);
  const isDelta = event?.type === "response.output_text.delta";
  const text = isDelta ? event.delta : (first?.delta?.content ?? first?.text);
  return typeof text === "string" ? text : "";
}

/**
 * The text of each event that has any.
 * @param {AsyncIterator<unknown>} events
 * @returns {AsyncGenerator<string>}
 */
export async function* textsOf(events) {
  for await (const event of { [Symbol.asyncIterator]: () => events }) {
    const text = textOf(event);
    if (text) yield text;
  }
}

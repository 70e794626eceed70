// The error that a stream ends with, by what made it end.

import { parseJSON } from "../call/failures.js";
import { OpenAIError, withData } from "../errors.js";

/**
 * What went wrong in a stream that Rust has ended; nothing if its end marker came.
 * @param {import("../call/exchange.js").Exchange} exchange
 * @param {string} received that made it end
 * @param {number} number of the event that was to come
 * @returns {Error | undefined}
 */
export function problemOf(exchange, received, number) {
  const text = exchange.call.mask(received);
  const body = parseJSON(text);
  switch (exchange.call.read("end")) {
    case "":
      return undefined;
    case "error":
      if (body !== undefined) return exchange.failure(body);
      return withData(exchange.failure({ message: "the stream ended with an error" }), text);
    case "not JSON":
      return notJSON(number, text);
    case "too long":
      return new OpenAIError(`event ${number} of the stream is longer than maxEventBytes`);
    default:
      return body?.error ? exchange.failure(body) : withData(noEvents(exchange, body), text);
  }
}

/**
 * @param {number} number
 * @param {string} text
 */
export const notJSON = (number, text) =>
  withData(new OpenAIError(`event ${number} of the stream is not JSON`), text);

/**
 * @param {import("../call/exchange.js").Exchange} exchange
 * @param {unknown} body
 */
function noEvents({ call, plan }, body) {
  const what = body === undefined ? `a page: is ${call.read("url")} the API?` : "JSON";
  return new OpenAIError(
    `${plan.name} should answer with a stream of events, and did with ${what}`,
  );
}

// Turns the answer to a call into what its method gives.

import { readBody } from "./body.js";
import { pageOf } from "./page.js";
import { Stream } from "./stream.js";

/**
 * What a call gives: a stream, a response, a page, or the parsed body.
 * @param {any} exchange
 * @returns {Promise<any>}
 */
export async function answerOf(exchange) {
  switch (exchange.call.kind) {
    case "stream":
      return Stream.fromExchange(exchange);
    case "bytes":
      return exchange.release();
    case "body":
      return withRequestID(await readBody(exchange), exchange.response);
    default:
      return pageOf(exchange, await readBody(exchange));
  }
}

/**
 * @param {any} data
 * @param {Response} response
 */
function withRequestID(data, response) {
  if (!data || typeof data !== "object" || Array.isArray(data)) return data;
  const value = response.headers.get("x-request-id");
  return Object.defineProperty(data, "_request_id", { value, enumerable: false });
}

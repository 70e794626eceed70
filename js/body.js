// Reads the body of an answer.

import { OpenAIError } from "./errors.js";
import { settle } from "./usage.js";

/**
 * The body, parsed if it says that it is JSON.
 * @param {any} exchange
 */
export async function readBody(exchange) {
  const { response } = exchange;
  if (response.status === 204) return (leave(exchange), null);
  const type = mediaType(response);
  const text = await readText(exchange);
  if (type.includes("application/json") || type.endsWith("+json")) return parse(exchange, text);
  settle(exchange);
  if (type === "text/html") {
    const got = `${exchange.call.name} answered with an HTML page: is ${exchange.call.url} the API?`;
    throw new OpenAIError(got);
  }
  return text;
}

/** @param {any} exchange */
function leave(exchange) {
  settle(exchange);
  exchange.leave();
}

/** @param {any} exchange */
async function readText(exchange) {
  try {
    return await exchange.response.text();
  } catch (cause) {
    throw exchange.broken(cause) ?? cause;
  } finally {
    exchange.leave();
  }
}

/**
 * @param {any} exchange
 * @param {string} text
 */
function parse(exchange, text) {
  if (!text) return (settle(exchange), undefined);
  let data;
  try {
    data = JSON.parse(text);
  } catch (cause) {
    const size = `${text.length} characters`;
    const message = `the answer to ${exchange.call.name} is not JSON (${size}): it may have been cut off`;
    throw new OpenAIError(message, { cause });
  }
  settle(exchange, data);
  return data;
}

/** @param {Response} response */
function mediaType(response) {
  const [type] = (response.headers.get("content-type") ?? "").split(";");
  return type.trim().toLowerCase();
}

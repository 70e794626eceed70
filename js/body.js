// Reads the body of an answer.

import { OpenAIError } from "./errors.js";
import { settle } from "./usage.js";

/**
 * The body, parsed if it says that it is JSON.
 * @param {any} exchange
 */
export async function readBody(exchange) {
  const { response } = exchange;
  if (response.status === 204) return (exchange.patience.end(), settle(exchange), null);
  const type = mediaType(response);
  let text;
  try {
    text = await response.text();
  } catch (cause) {
    throw exchange.broken(cause) ?? cause;
  } finally {
    exchange.patience.end();
  }
  if (type.includes("application/json") || type.endsWith("+json")) return parse(exchange, text);
  settle(exchange);
  if (type === "text/html") {
    const got = `${exchange.plan.name} answered with an HTML page: is ${exchange.call.read("url")} the API?`;
    throw new OpenAIError(got);
  }
  return text;
}

/**
 * @param {any} exchange
 * @param {string} text
 */
function parse(exchange, text) {
  // An answer that announces that it is empty is meant to be.
  if (text === "" && exchange.response.headers.get("content-length") === "0") {
    return (settle(exchange), undefined);
  }
  let data;
  try {
    data = JSON.parse(text);
  } catch (cause) {
    throw new OpenAIError(`the answer to ${exchange.plan.name} is ${problemOf(text)}`, { cause });
  }
  settle(exchange, data);
  return data;
}

/** @param {string} text */
function problemOf(text) {
  if (text === "") return "empty";
  return `not JSON (${text.length} characters): it may have been cut off`;
}

/** @param {Response} response */
function mediaType(response) {
  const [type] = (response.headers.get("content-type") ?? "").split(";");
  return type.trim().toLowerCase();
}

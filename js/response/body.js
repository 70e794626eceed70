// Reads the body of an answer.

import { OpenAIError } from "../errors.js";
import { settle } from "../call/usage.js";

/**
 * The body, parsed if it says that it is JSON.
 * @param {any} exchange
 */
export async function readBody(exchange) {
  const { response } = exchange;
  if (response.status === 204) return (exchange.patience.end(), settle(exchange), null);
  const [mediaType] = (response.headers.get("content-type") ?? "").split(";");
  const type = mediaType.trim().toLowerCase();
  let text;
  try {
    text = await response.text();
  } catch (cause) {
    throw exchange.broken(cause) ?? cause;
  } finally {
    exchange.patience.end();
  }
  const isJSON = type.includes("application/json") || type.endsWith("+json");
  const data = isJSON ? parse(exchange, text) : text;
  settle(exchange, data);
  if (type !== "text/html") return data;
  const { call, plan } = exchange;
  throw new OpenAIError(`${plan.name} answered with an HTML page: is ${call.read("url")} the API?`);
}

/**
 * @param {any} exchange
 * @param {string} text
 */
function parse({ plan, response }, text) {
  // An answer that announces that it is empty is meant to be.
  if (text === "" && response.headers.get("content-length") === "0") return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    const cut = `not JSON (${text.length} characters): it may have been cut off`;
    throw new OpenAIError(`the answer to ${plan.name} is ${text ? cut : "empty"}`, { cause });
  }
}

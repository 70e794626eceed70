// Reads the body of an answer.

import { OpenAIError, withData } from "../errors.js";
import { recordUsage } from "../call/usage.js";

/** @typedef {import("../call/exchange.js").Exchange} Exchange */

/**
 * The body, parsed if it says that it is JSON.
 * @param {Exchange} exchange
 */
export async function readBody(exchange) {
  const { response } = exchange;
  if (response.status === 204) return (exchange.deadline.end(), recordUsage(exchange), null);
  const [mediaType] = (response.headers.get("content-type") ?? "").split(";");
  const type = mediaType.trim().toLowerCase();
  const text = await textOf(exchange);
  const isJSON = type.includes("application/json") || type.endsWith("+json");
  const data = isJSON ? parse(exchange, text) : text;
  recordUsage(exchange, data);
  if (type !== "text/html") return data;
  const { call, plan } = exchange;
  throw new OpenAIError(`${plan.name} answered with an HTML page: is ${call.read("url")} the API?`);
}

/** @param {Exchange} exchange */
async function textOf(exchange) {
  const { deadline, plan, response } = exchange;
  try {
    if (response.bodyUsed)
      throw new OpenAIError(`the answer to ${plan.name} has been read already`);
    if (!response.text)
      throw new OpenAIError("what fetch gave has no text() to read the answer with");
    return await deadline.race(response.text());
  } catch (cause) {
    throw cause instanceof OpenAIError ? cause : exchange.unread(cause);
  } finally {
    deadline.end();
  }
}

/**
 * @param {Exchange} exchange
 * @param {string} text
 */
function parse({ plan }, text) {
  // A connection that breaks is an error of its own: whoever answers with nothing means it.
  if (!text) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    const message = `the answer to ${plan.name} is not JSON (${text.length} characters)`;
    throw withData(new OpenAIError(`${message}: it may have been cut off`), text);
  }
}

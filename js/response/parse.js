// Turns the answer to a call into what its method gives.

import { readBody } from "./body.js";
import { Events } from "../stream/events.js";
import { pageOf } from "./page.js";
import { Stream } from "../stream/stream.js";

/** @typedef {import("../call/exchange.js").Exchange} Exchange */

/**
 * What a call gives: a stream, a response, a page, or the parsed body.
 * @param {Exchange} exchange
 * @param {Record<string, string>} [words] of the endpoint
 * @returns {Promise<unknown>}
 */
export async function answerOf(exchange, words = {}) {
  const { plan, response } = exchange;
  if (plan.kind === "stream") {
    return streamOf(exchange, "finish_reason" in words ? giveReasons : undefined);
  }
  if (plan.kind === "bytes") {
    return response.status === 204 ? readBody(exchange) : exchange.release();
  }
  const body = await readBody(exchange);
  if (plan.kind !== "body") return pageOf(exchange, body);
  exchange.finish();
  if (body && "output_text" in words) addOutputText(body);
  if (body && "floats" in words) decodeEmbeddings(body);
  return withRequestID(body, response);
}

/**
 * The events of an answer.
 * @param {Exchange} exchange
 * @param {(event: unknown) => void} [touch] what is done to every event
 */
const streamOf = (exchange, touch) =>
  new Stream(
    () => new Events(exchange, touch),
    exchange.deadline.controller,
    () => /** @type {AsyncIterable<any>} */ (new Events(exchange, undefined, true)),
  );

/**
 * @template T
 * @param {T} data
 * @param {Response} response
 * @returns {T}
 */
export function withRequestID(data, response) {
  if (!data || typeof data !== "object" || Array.isArray(data)) return data;
  const value = response.headers.get("x-request-id");
  return Object.defineProperty(data, "_request_id", { value, enumerable: false });
}

/**
 * Every choice of a chunk has a `finish_reason`, if only `null`.
 * @param {any} chunk as the server sent it
 */
function giveReasons(chunk) {
  for (const choice of listOf(chunk?.choices)) choice.finish_reason ??= null;
}

/**
 * The objects in what should be a list of them: an answer that has others comes as it is.
 * @param {unknown} value
 * @returns {any[]}
 */
const listOf = (value) =>
  Array.isArray(value) ? value.filter((each) => each && typeof each === "object") : [];

/** @param {any} body as the server sent it */
function addOutputText(body) {
  if (body.object !== "response") return;
  const messages = listOf(body.output).filter((item) => item.type === "message");
  const parts = messages.flatMap((item) => listOf(item.content));
  const texts = parts.filter(
    (part) => part.type === "output_text" && typeof part.text === "string",
  );
  body.output_text = texts.map((part) => part.text).join("");
}

/** @param {any} body as the server sent it */
function decodeEmbeddings({ data }) {
  for (const item of listOf(data)) {
    if (typeof item.embedding === "string") item.embedding = floatsOf(item.embedding);
  }
}

/**
 * The floats that a text stands for, little-endian in base64; any other text stays as it is.
 * @param {string} base64
 */
function floatsOf(base64) {
  try {
    const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
    return Array.from(new Float32Array(bytes.buffer));
  } catch {
    return base64;
  }
}

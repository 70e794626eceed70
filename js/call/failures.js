// What a failure is made of, and the errors that more than one step of a call throws.

import { APIConnectionError, APIConnectionTimeoutError, APIUserAbortError } from "../errors.js";

/**
 * What a text means as JSON; `undefined` if it is none.
 * @param {string} text
 */
export function parseJSON(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * What of an error's body Rust decides by.
 * @param {any} body
 */
export function codeAndMessage(body) {
  const error = body?.error && typeof body.error === "object" ? body.error : body;
  const text = (/** @type {unknown} */ value) => (typeof value === "string" ? value : "");
  return { code: text(error?.code), message: text(error?.message) || text(body?.error) };
}

/**
 * What the last failure of a call means.
 * @param {import("#glue").Call} call
 */
export const diagnosisOf = (call) => JSON.parse(/** @type {string} */ (call.read("diagnosis")));

/**
 * What a server sent, without the keys of the client that it may repeat.
 * @param {import("#glue").Call} call
 * @param {unknown} body
 */
export const masked = (call, body) =>
  body && typeof body === "object" ? JSON.parse(call.mask(JSON.stringify(body))) : body;

/**
 * The headers of an answer without the same.
 * @param {import("#glue").Call} call
 * @param {any} headers
 */
export function maskedHeaders(call, headers) {
  if (!headers?.[Symbol.iterator]) return headers;
  const text = JSON.stringify([...headers]);
  const shown = call.mask(text);
  return shown === text ? headers : new Headers(JSON.parse(shown));
}

/**
 * The error for a connection that broke.
 * @param {import("#glue").Call} call
 * @param {boolean} isTimeout
 * @param {unknown} cause
 * @param {string} [what]
 */
export function brokenConnection(call, isTimeout, cause, what = "Connection error.") {
  const diagnosis = diagnosisOf(call);
  if (isTimeout) return Object.assign(new APIConnectionTimeoutError({ cause }), { diagnosis });
  const message = `${what} ${diagnosis.remedy}`;
  return Object.assign(new APIConnectionError({ message, cause }), { diagnosis });
}

/**
 * The error for a call that the caller ended.
 * @param {import("#glue").Call} call
 * @param {unknown} cause
 */
export function aborted(call, cause) {
  call.aborted();
  return Object.assign(new APIUserAbortError(), { cause });
}

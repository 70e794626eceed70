// What the module asks of JavaScript.

import { OpenAIError } from "../errors.js";

export { stash } from "./utf8.js";

/**
 * What a call is driven with.
 * @typedef {object} Plan
 * @property {string} name what messages call it
 * @property {string} kind `stream`, `bytes`, `body`, or the word for the cursor of a page
 * @property {number} items of a stream: 0 the data, 1 `{event, data}`, 2 the data, never an error
 * @property {number} timeout in milliseconds, until the headers and a body that is no stream are here
 * @property {number} firstByteTimeout until a stream brings its first bytes
 * @property {number} idleTimeout until it brings its next ones
 */

/**
 * @param {string} name
 * @param {string} kind
 * @param {number} items
 * @param {number} timeout
 * @param {number} firstByteTimeout
 * @param {number} idleTimeout
 * @returns {Plan}
 */
export function plan(name, kind, items, timeout, firstByteTimeout, idleTimeout) {
  return { name, kind, items, timeout, firstByteTimeout, idleTimeout };
}

/**
 * An error of this package's own making: bad input, a broken answer.
 * @param {string} message
 */
export function clientError(message) {
  return new OpenAIError(message);
}

// What the module asks of JavaScript.

import { OpenAIError } from "../errors.js";

export { stash } from "./utf8.js";

/**
 * What a call is driven with.
 * @param {string} name what messages call it
 * @param {string} kind `stream`, `bytes`, `body`, or the word for the cursor of a page
 * @param {number} items of a stream: 0 the data, 1 `{event, data}`, 2 the data, never an error
 * @param {number} timeout
 * @param {number} firstByteTimeout
 * @param {number} idleTimeout
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

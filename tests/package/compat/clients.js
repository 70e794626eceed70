// The client under test and the one it is compared with, made with the same options.
import { OpenAIClient } from "../client.js";
import { clientOptions } from "./oracle.js";

export { makeOracle } from "./oracle.js";

/**
 * @param {typeof fetch} fetch
 * @param {object} [more]
 * @returns {any}
 */
export function makeOurs(fetch, more) {
  return new OpenAIClient({ ...clientOptions, fetch, ...more });
}

// What is known of a call that was answered, besides its answer.

import { decodeMeta } from "../boundary/wire.js";

/**
 * @param {string} text what Rust knows of it
 * @param {Headers} headers of the answer, of which a page may see none
 */
export function metaOf(text, headers) {
  const served = (/** @type {string} */ name) => headers.get(`openai-${name}`) || null;
  return {
    ...decodeMeta(text),
    served: { organization: served("organization"), project: served("project"), charged: null },
  };
}

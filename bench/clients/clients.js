// The clients side by side; the first is ours, the second the one that all are compared with.

/**
 * @typedef {object} Client
 * @property {(options?: { signal?: AbortSignal }) => Promise<any>} ask one JSON call
 * @property {(options?: { signal?: AbortSignal }) => Promise<AsyncIterator<any>>} open the events
 *   of a streamed call
 * @property {(options?: { signal?: AbortSignal }) => Promise<AsyncIterator<string>>} [openText] the
 *   text of a streamed call and nothing else; if left out, it is picked out of the events
 * @property {(more: object) => any} [listen] a streamed call as events with snapshots
 */
/** @typedef {(fetch: typeof globalThis.fetch) => Client} Connect */

export const clients = ["ours", "openai", "ai-sdk", "openai-fetch", "by-hand"];

/**
 * @param {string} name
 * @returns {Promise<{ connect: Connect }>}
 */
export const load = (name) => import(`./${name}.js`);

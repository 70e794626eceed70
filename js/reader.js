// Reads a body, whichever kind of stream a `fetch` gave it.

/**
 * A reader of a web stream, or of whatever else can be iterated (Node's streams).
 * @param {any} body
 * @returns {{ read(): Promise<{ value?: any, done?: boolean }>, cancel(): Promise<unknown> }}
 */
export function readerOf(body) {
  if (!body) return { read: async () => ({ done: true }), cancel: async () => {} };
  if (typeof body.getReader === "function") return body.getReader();
  const iterator = body[Symbol.asyncIterator]();
  return { read: async () => iterator.next(), cancel: async () => iterator.return?.() };
}

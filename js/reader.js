// Reads a body, whichever kind of stream a `fetch` gave it.

/**
 * A reader of a web stream, or of whatever else can be iterated (Node's streams).
 * @param {any} body
 * @returns {{ read(): Promise<{ value?: any, done?: boolean }>, cancel(): Promise<unknown> }}
 */
export function readerOf(body) {
  if (typeof body?.getReader === "function") return body.getReader();
  // Nothing comes of a body that is not there.
  const iterator = body ? body[Symbol.asyncIterator]() : [].values();
  return { read: async () => iterator.next(), cancel: async () => iterator.return?.() };
}

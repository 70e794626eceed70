// Reads a body, whichever kind of stream a `fetch` gave it, and makes one.

/**
 * A reader of a web stream, or of whatever else can be iterated (Node's streams).
 * @param {any} body
 * @returns {{
 *   read(): Promise<{ value?: any, done?: boolean }>,
 *   cancel(): Promise<unknown>,
 *   releaseLock?(): void,
 * }}
 */
export function readerOf(body) {
  if (typeof body?.getReader === "function") return body.getReader();
  // Nothing comes of a body that is not there.
  const iterator = body ? body[Symbol.asyncIterator]() : [].values();
  return { read: async () => iterator.next(), cancel: async () => iterator.return?.() };
}

/**
 * A web stream of texts and bytes, read as they are asked for.
 * @param {any} iterable
 * @param {(value: unknown) => unknown} [toChunk] makes a text, or bytes, of each value
 */
export function readableOf(iterable, toChunk = (value) => value) {
  const iterator = (iterable[Symbol.asyncIterator] ?? iterable[Symbol.iterator]).call(iterable);
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await iterator.next();
      if (done) return controller.close();
      const chunk = toChunk(value);
      controller.enqueue(typeof chunk === "string" ? encoder.encode(chunk) : chunk);
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}

// What a client is made to do for each figure, the same in every runtime.
import {
  answerError,
  answerJSON,
  answerLongEvent,
  answerLongJSON,
  answerStream,
  textLength,
} from "./answers.js";

/** @typedef {import("./clients/clients.js").Connect} Connect */

/** @param {Connect} connect */
export function calls(connect) {
  const client = connect(answerJSON);
  return async (/** @type {number} */ count) => {
    for (let done = 0; done < count; done++) await client.ask();
  };
}

/**
 * JSON answers of so many megabytes; what is counted are the megabytes.
 * @param {number} size
 */
export const longCalls = (size) => (/** @type {Connect} */ connect) => {
  const client = connect(answerLongJSON(size));
  return async (/** @type {number} */ count) => {
    for (let done = 0; done < count; done += size) await client.ask();
  };
};

/**
 * The same with streams of one event.
 * @param {number} size
 */
export const longEvents = (size) => (/** @type {Connect} */ connect) => {
  const client = connect(answerLongEvent(size));
  return async (/** @type {number} */ count) => {
    for (let done = 0; done < count; done += size) await readAll(await client.open(), 1);
  };
};

/**
 * Streams of so many events, so many in a network chunk.
 * @param {number} length
 * @param {number} perChunk
 */
export const streams = (length, perChunk) => (/** @type {Connect} */ connect) => {
  const client = connect(answerStream(length, perChunk));
  return async (/** @type {number} */ count) => {
    for (let done = 0; done < count; done += length) await readAll(await client.open(), length);
  };
};

/**
 * The same with nothing but the text wanted.
 * @param {number} length
 * @param {number} perChunk
 */
export const texts = (length, perChunk) => (/** @type {Connect} */ connect) => {
  const client = connect(answerStream(length, perChunk));
  const read = client.openText ? readText : pickText;
  return async (/** @type {number} */ count) => {
    for (let done = 0; done < count; done += length) {
      const found = await read(client);
      if (found !== textLength(length)) throw new Error(`read ${found} characters`);
    }
  };
};

/** @param {AsyncIterator<any>} iterator @param {number} least */
async function readAll(iterator, least) {
  let seen = 0;
  while (!(await iterator.next()).done) seen++;
  if (seen < least) throw new Error(`read ${seen} events of ${least}`);
}

/** @param {import("./clients/clients.js").Client} client */
async function pickText(client) {
  const iterator = await client.open();
  let length = 0;
  for (let step = await iterator.next(); !step.done; step = await iterator.next()) {
    length += step.value.choices[0]?.delta?.content?.length ?? 0;
  }
  return length;
}

/** @param {import("./clients/clients.js").Client} client */
async function readText(client) {
  const iterator = await /** @type {any} */ (client).openText();
  let length = 0;
  for (let step = await iterator.next(); !step.done; step = await iterator.next()) {
    length += step.value.length;
  }
  return length;
}

/**
 * So many open streams, each read that far.
 * @param {Connect} connect
 * @param {number} count
 * @param {number} length
 */
export async function openStreams(connect, count, length) {
  const client = connect(answerStream(10 * length, 20));
  const open = await Promise.all(Array.from({ length: count }, () => client.open()));
  // All of them at the same pace, as a server reads them.
  for (let round = 0; round < length; round++) {
    for (const iterator of open) await iterator.next();
  }
  return open;
}

/**
 * Calls of every kind: answered, refused, streamed to the end, left early, aborted.
 * @param {Connect} connect
 */
export function mixture(connect) {
  const [plain, refused] = [connect(answerJSON), connect(answerError)];
  const streaming = connect(answerStream(40, 4));
  const kinds = [
    () => plain.ask(),
    () => refused.ask().catch(() => {}),
    async () => readAll(await streaming.open(), 40),
    async () => leave(await streaming.open()),
    () => abort(plain),
    () => abortStream(streaming),
  ];
  return async (/** @type {number} */ count) => {
    for (let done = 0; done < count; done++) await kinds[done % kinds.length]();
  };
}

/** @param {AsyncIterator<any>} iterator */
async function leave(iterator) {
  await iterator.next();
  await iterator.return?.();
}

/** @param {import("./clients/clients.js").Client} client */
async function abort(client) {
  const controller = new AbortController();
  const answer = client.ask({ signal: controller.signal });
  controller.abort();
  await answer.then(
    () => {},
    () => {},
  );
}

/** @param {import("./clients/clients.js").Client} client */
async function abortStream(client) {
  const controller = new AbortController();
  const iterator = await client.open({ signal: controller.signal });
  await iterator.next();
  controller.abort();
  await iterator.next().catch(() => {});
}

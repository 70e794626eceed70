// A streamed answer as an async iterable.

import { OpenAIError } from "../errors.js";
import { Lines } from "./json-lines.js";
import { readableOf } from "../encode/readable.js";
import { textsOf } from "./delta-text.js";

/**
 * The events of a streamed answer; it can be read once, and leaving the loop ends the request.
 * @template T
 */
export class Stream {
  static name = "Stream";
  #iterate;
  #iterateText;
  #isRead = false;

  /**
   * @param {() => AsyncIterator<T>} iterate
   * @param {AbortController} controller ends the request
   * @param {() => AsyncIterable<string>} [iterateText] where the text is found in a shorter way
   */
  constructor(iterate, controller, iterateText = () => textsOf(iterate())) {
    this.#iterate = iterate;
    this.#iterateText = iterateText;
    this.controller = controller;
  }

  /**
   * The values of a stream of bytes that holds one JSON text a line.
   * @param {ReadableStream<Uint8Array>} readable
   * @param {AbortController} [controller]
   * @returns {Stream<any>}
   */
  static fromReadableStream(readable, controller = new AbortController()) {
    return new Stream(() => new Lines(readable, controller), controller);
  }

  /** @returns {AsyncIterator<T>} */
  [Symbol.asyncIterator]() {
    this.#begin();
    return this.#iterate();
  }

  /**
   * Nothing but the text of the answer, in pieces as they come: a chunk of the network makes one.
   *
   * Next to nothing is made of an event that only brings text: this costs a fraction of the events.
   * @returns {AsyncIterable<string>}
   */
  text() {
    this.#begin();
    return this.#iterateText();
  }

  #begin() {
    if (this.#isRead) {
      throw new OpenAIError("this stream has been read already: tee() splits a stream in two");
    }
    this.#isRead = true;
  }

  /**
   * Two streams of the same events, each read at its own pace; the request ends when both are left.
   * @returns {[Stream<T>, Stream<T>]}
   */
  tee() {
    const source = this[Symbol.asyncIterator]();
    /** @type {Set<Promise<IteratorResult<T>>[]>} */
    const open = new Set();
    const branch = () => {
      const iterator = teeIterator(source, open);
      return new Stream(() => iterator, this.controller);
    };
    return [branch(), branch()];
  }

  /** The events as bytes, one JSON text a line, as `fromReadableStream` reads them. */
  toReadableStream() {
    return readableOf(this, (value) => `${JSON.stringify(value)}\n`);
  }
}

/**
 * One branch of a stream that was split.
 * @template T
 * @param {AsyncIterator<T>} source
 * @param {Set<Promise<IteratorResult<T>>[]>} open the queues of the branches that are still read
 * @returns {AsyncIterator<T>}
 */
function teeIterator(source, open) {
  /** @type {Promise<IteratorResult<T>>[]} */
  const queue = [];
  open.add(queue);
  return {
    next() {
      if (!open.has(queue)) return Promise.resolve({ value: undefined, done: true });
      if (queue.length === 0) {
        const result = source.next();
        for (const each of open) each.push(result);
      }
      return /** @type {Promise<IteratorResult<T>>} */ (queue.shift());
    },
    async return() {
      open.delete(queue);
      if (open.size === 0) await source.return?.();
      return { value: undefined, done: true };
    },
  };
}

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
   * @returns {Stream<unknown>}
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
    const shared = { source, open: 2 };
    /** @type {Step<T>} */
    const first = {};
    const branch = () => {
      const iterator = teeIterator(shared, first);
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
 * A step of a stream that was split: what it brings, once a branch has asked, and the next one.
 *
 * The steps that one branch is ahead are referred to by the other alone: there is no queue to take them from.
 * @template T
 * @typedef {{ result?: Promise<IteratorResult<T>>, next?: Step<T> }} Step
 */

/**
 * One branch of a stream that was split.
 * @template T
 * @param {{ source: AsyncIterator<T>, open: number }} shared
 * @param {Step<T>} first
 * @returns {AsyncIterator<T>}
 */
function teeIterator(shared, first) {
  /** @type {Step<T> | undefined} */
  let step = first;
  return {
    next() {
      if (!step) return Promise.resolve({ value: undefined, done: true });
      const result = (step.result ??= shared.source.next());
      step = step.next ??= {};
      return result;
    },
    async return() {
      const isLast = step && --shared.open === 0;
      step = undefined;
      if (isLast) await shared.source.return?.();
      return { value: undefined, done: true };
    },
  };
}

// The events of a stream as an async iterator, which holds a bounded number of them.

import { OpenAIError } from "./core.js";

const MOST_EVENTS = 4096;
const MOST_BYTES = 8 * 1024 * 1024;

/** @typedef {{ resolve: (result: any) => void, reject: (error: unknown) => void }} Reader */

/** What came and was not asked for waits, in order; what is asked for and has not come waits too. */
export class EventIterator {
  #stream;
  #failsOn;
  #onReturn;
  /** @type {{ value: any, bytes: number }[]} */
  #queue = [];
  #head = 0;
  #bytes = 0;
  /** Snapshots come again and again: their bytes are counted once. */
  #seen = new WeakSet();
  /** @type {Reader[]} */
  #readers = [];
  #isEnded;
  #isFailureTold = false;
  /** @type {[event: string, listener: (...args: any[]) => void][]} */
  #listeners;

  /**
   * @param {import("./event-stream.js").EventStream} stream
   * @param {[event: string, make: (...args: any[]) => unknown][]} sources
   * @param {{ failsOn?: string[], onReturn?: () => void }} [options]
   */
  constructor(stream, sources, { failsOn = ["error", "abort"], onReturn } = {}) {
    this.#stream = stream;
    this.#failsOn = failsOn;
    this.#onReturn = onReturn;
    this.#isEnded = stream.ended;
    this.#listeners = sources.map(([event, make]) => [
      event,
      (...args) => this.#push(make(...args)),
    ]);
    // Whoever iterates hears of a failure.
    for (const event of failsOn) this.#listeners.push([event, () => {}]);
    this.#listeners.push(["end", () => this.#end()]);
    if (!this.#isEnded) for (const [event, listener] of this.#listeners) stream.on(event, listener);
  }

  [Symbol.asyncIterator]() {
    return this;
  }

  next() {
    if (this.#queue.length > this.#head)
      return Promise.resolve({ value: this.#shift(), done: false });
    const failure = this.#takeFailure();
    if (failure) return Promise.reject(failure);
    if (this.#isEnded) return Promise.resolve(END);
    return new Promise((resolve, reject) => this.#readers.push({ resolve, reject }));
  }

  return() {
    // What fails from here on is nobody's concern: the reader went.
    this.#isFailureTold = true;
    this.#queue = [];
    this.#head = 0;
    this.#end();
    if (this.#onReturn) {
      this.#stream.done().catch(() => {});
      this.#onReturn();
    }
    return Promise.resolve(END);
  }

  /** @param {unknown} value; `undefined` is nothing to hand out */
  #push(value) {
    if (this.#isEnded || value === undefined) return;
    const reader = this.#readers.shift();
    if (reader) return reader.resolve({ value, done: false });
    const bytes = sizeOf(value, this.#seen, 0);
    this.#bytes += bytes;
    if (this.#queue.length - this.#head >= MOST_EVENTS || this.#bytes > MOST_BYTES)
      return this.#overflow();
    this.#queue.push({ value, bytes });
  }

  #shift() {
    const { value, bytes } = this.#queue[this.#head];
    /** @type {any} */ (this.#queue)[this.#head++] = undefined;
    this.#bytes -= bytes;
    if (this.#head >= 1024 || this.#head === this.#queue.length) {
      this.#queue.splice(0, this.#head);
      this.#head = 0;
    }
    return value;
  }

  #overflow() {
    const limits = `${MOST_EVENTS} events or ${MOST_BYTES} bytes`;
    const message = `Event stream iterator buffer limit exceeded (${limits}); consume events as they arrive.`;
    try {
      this.#stream.fail(new OpenAIError(message));
    } finally {
      this.#stream.abort();
    }
  }

  /** Why the stream failed, if that is to be told and was not yet. */
  #takeFailure() {
    const { failure } = this.#stream;
    if (!failure || this.#isFailureTold || !this.#failsOn.includes(failure.event)) return undefined;
    this.#isFailureTold = true;
    return failure.error;
  }

  #end() {
    this.#isEnded = true;
    for (const [event, listener] of this.#listeners) this.#stream.off(event, listener);
    const readers = this.#readers.splice(0);
    const failure = readers.length > 0 && this.#takeFailure();
    if (failure) readers.shift()?.reject(failure);
    for (const reader of readers) reader.resolve(END);
  }
}

const END = Object.freeze({ value: undefined, done: true });

/**
 * About how many bytes a value holds.
 * @param {any} value @param {WeakSet<object>} seen @param {number} depth
 * @returns {number}
 */
function sizeOf(value, seen, depth) {
  if (typeof value === "string") return 2 * value.length;
  if (value === null || typeof value !== "object" || seen.has(value) || depth > 64) return 8;
  seen.add(value);
  let bytes = 16;
  for (const key of Object.keys(value))
    bytes += 2 * key.length + 8 + sizeOf(value[key], seen, depth + 1);
  return bytes;
}

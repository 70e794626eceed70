// The server-sent events of an answer, decoded in Rust a network chunk at a time.

import { parseJSON } from "./drive.js";
import { APIConnectionError, IncompleteStreamError, OpenAIError } from "./errors.js";
import { BatchIterator } from "./iterator.js";
import { readerOf } from "./reader.js";
import { settle } from "./usage.js";

const EMPTY_LINES = new Uint8Array([10, 10]);

/** @extends {BatchIterator<any>} */
export class Events extends BatchIterator {
  #exchange;
  #call;
  #reader;
  /** @type {any} */
  #problem;
  #items;
  #idleTimeout;
  #touch;
  #received = 0;
  /** @type {any} */
  #last;
  /** @type {any} */
  #usage;

  /**
   * @param {any} exchange
   * @param {(event: any) => void} [touch]
   */
  constructor(exchange, touch) {
    super();
    this.#exchange = exchange;
    this.#call = exchange.call;
    this.#items = exchange.plan.items;
    this.#idleTimeout = exchange.plan.idleTimeout;
    this.#touch = touch;
    this.#reader = readerOf(exchange.response.body);
    const { signal } = exchange.patience.controller;
    signal.addEventListener("abort", () => this.#abort(), { once: true });
    if (signal.aborted) this.#abort();
  }

  async fill() {
    const chunk = await this.#read();
    // Whoever left meanwhile has closed all this.
    if (!chunk || this.isOver) return;
    this.#exchange.patience.restart(this.#idleTimeout);
    this.#push(chunk);
    const { progress } = this.#call;
    if (!this.isOver && progress % 2) this.#stop(progress >> 1);
  }

  close() {
    const exchange = this.#exchange;
    settle(exchange, this.#usage);
    exchange.patience.end();
    exchange.finish();
    this.#reader.cancel().catch(() => {});
  }

  leave() {
    this.#exchange.patience.cancel();
  }

  /** The caller has had enough and gets no more, or the time has run out: then that is told. */
  #abort() {
    this.#problem = this.#exchange.broken();
    if (!this.#problem) this.load([]);
    this.#reader.cancel().catch(() => {});
  }

  /** @returns {Promise<Uint8Array | undefined>} the next bytes, `undefined` once there are none */
  async #read() {
    const exchange = this.#exchange;
    const { signal } = exchange.patience.controller;
    try {
      const { value, done } = signal.aborted ? { done: true } : await this.#reader.read();
      if (!done) return value;
      if (!signal.aborted) this.#flush();
      if (signal.aborted) this.end(this.#told(this.#problem));
      else this.end(this.#call.isWhole ? undefined : this.#told(exchange.broken()));
    } catch (cause) {
      this.end(this.#told(exchange.broken(cause)));
    }
    return undefined;
  }

  /** An event may lack the empty line behind it. */
  #flush() {
    this.#push(EMPTY_LINES);
  }

  /** @param {Uint8Array} chunk */
  #push(chunk) {
    const json = this.#call.push(chunk);
    if (json !== undefined) this.#deliver(this.#parse(json));
  }

  /**
   * An error that also says what came before it.
   * @param {any} error
   */
  #told(error) {
    if (!error) return undefined;
    const [received, last] = [this.#received, this.#last];
    const { message, cause, diagnosis } = error;
    // A timeout has a class of its own.
    if (error.constructor !== APIConnectionError) return Object.assign(error, { received, last });
    const told = new IncompleteStreamError({ message, cause, received, last });
    return Object.assign(told, { diagnosis });
  }

  /**
   * What Rust has seen the end of: the end marker, or an error event.
   * @param {number} count of the events before it
   */
  #stop(count) {
    const problem = this.#call.event(count);
    if (problem === undefined) return this.end();
    this.end(this.#exchange.failure(parseJSON(problem) ?? { message: problem }));
  }

  /**
   * Hands out events up to the first that is an error.
   * @param {any[]} events
   */
  #deliver(events) {
    const index = events.findIndex(FAILURES[this.#items]);
    const good = index < 0 ? events : events.slice(0, index);
    this.#received += good.length;
    this.#last = good.at(-1) ?? this.#last;
    this.#usage = good.findLast(hasUsage) ?? this.#usage ?? good[0];
    if (this.#touch) good.forEach(this.#touch);
    this.load(good);
    if (index < 0) return;
    const event = events[index];
    this.end(this.#exchange.failure(this.#items === 1 ? event.data : event));
  }

  /**
   * All events of a chunk with one parse; one by one only to find the one that is no JSON.
   * @param {string} text
   * @returns {any[]}
   */
  #parse(text) {
    const count = this.#call.progress >> 1;
    try {
      const events = JSON.parse(text);
      if (events.length === count) return events;
    } catch {
      // The loop below finds out which event it is.
    }
    const events = [];
    for (let index = 0; index < count; index++) {
      try {
        events.push(JSON.parse(this.#call.event(index)));
      } catch (cause) {
        const message = `event ${this.#received + index + 1} of the stream is not JSON`;
        this.end(new OpenAIError(message, { cause }));
        break;
      }
    }
    return events;
  }
}

/**
 * Whether an item is an error: data, `{event, data}` (those of assistants tell of theirs in their
 * data), and data that never is.
 * @type {((item: any) => any)[]}
 */
const FAILURES = [
  (item) => item?.error,
  (item) => !item.event?.startsWith("thread.") && item.data?.error,
  () => false,
];

/** @param {any} event */
const hasUsage = (event) => event?.usage || event?.response?.usage;

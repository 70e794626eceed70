// The server-sent events of an answer, decoded in Rust a network chunk at a time.

import { bytesOf, takeStash } from "../boundary/utf8.js";
import { masked } from "../call/failures.js";
import { recordUsage } from "../call/usage.js";
import { readerOf } from "../encode/readable.js";
import { APIConnectionError, IncompleteStreamError } from "../errors.js";
import { BatchIterator } from "./batch-iterator.js";
import { Deferred, takesTurnAgain } from "./deferred.js";
import { Repetition, Repetitions, TextRun } from "./delta-template.js";
import { textOf } from "./delta-text.js";
import { notJSON, problemOf } from "./stream-end.js";

/** To Rust, no bytes say that no more come. */
const NO_MORE = new Uint8Array();

/** A chunk is decoded in pieces of so many bytes: the memory of the module grows, and never shrinks. */
const PIECE = 2 ** 20;

/** What a stream brings that was aborted. */
const NOTHING = Promise.resolve({ done: true });

/** @extends {BatchIterator<unknown>} */
export class Events extends BatchIterator {
  #exchange;
  /** @type {import("#glue").Call} */
  #call;
  #reader;
  /** @type {Error | undefined} */
  #timeout;
  /** @type {number} */
  #items;
  #touch;
  #isText;
  #repetitions;
  #isAborted = false;
  #received = 0;
  /** @type {Uint8Array} what is left of a chunk */
  #rest = NO_MORE;
  /** @type {unknown[] | Deferred | undefined} the last batch that was not empty */
  #last;
  /** @type {unknown} */
  #usage;

  /**
   * @param {import("../call/exchange.js").Exchange} exchange
   * @param {(event: unknown) => void} [touch]
   * @param {boolean} [isText] whether only the text of the events is wanted
   */
  constructor(exchange, touch, isText = false) {
    super();
    this.#exchange = exchange;
    this.#call = exchange.call;
    this.#items = exchange.plan.items;
    this.#touch = touch;
    this.#isText = isText;
    this.#repetitions = new Repetitions(isText);
    this.#reader = readerOf(exchange.response.body);
    // Somebody waits for the answer now.
    exchange.deadline.timer?.ref?.();
    const { signal } = exchange.deadline.controller;
    signal.addEventListener("abort", () => this.#abort(), { once: true });
    if (signal.aborted) this.#abort();
  }

  read() {
    if (this.#isAborted) return NOTHING;
    return this.#rest.length > 0 ? Promise.resolve({ value: this.#rest }) : this.#reader.read();
  }

  /** @param {{ value?: unknown, done?: boolean }} step */
  receive({ value, done }) {
    if (done) return this.#finish();
    // Whoever left meanwhile has closed all this.
    if (this.isOver) return;
    const { deadline, plan } = this.#exchange;
    deadline.postpone(plan.idleTimeout);
    const chunk = bytesOf(value);
    const isLong = chunk.length > PIECE;
    this.#rest = isLong ? chunk.subarray(PIECE) : NO_MORE;
    if (chunk.length === 0) return;
    const progress = this.#take(isLong ? chunk.subarray(0, PIECE) : chunk);
    if (progress & 1 && !this.isOver) this.#stop(progress >> 3);
  }

  /** @param {unknown} cause */
  fail(cause) {
    this.end(this.#complete(this.#exchange.broken(cause)));
  }

  /** @param {unknown} item */
  make(item) {
    const event = item instanceof Repetition ? item.make() : item;
    this.#touch?.(event);
    return event;
  }

  close() {
    const exchange = this.#exchange;
    exchange.deadline.stop();
    this.#reader.cancel().catch(() => {});
    this.#reader.releaseLock?.();
    recordUsage(exchange, this.#usage);
    exchange.finish();
  }

  /** As long as there are events at hand, the caller can abort. */
  over() {
    this.#exchange.deadline.end();
  }

  leave() {
    this.#exchange.deadline.cancel();
  }

  /** The caller has had enough and gets no more; or the time has run out, which is an error. */
  #abort() {
    this.#isAborted = true;
    this.#timeout = this.#exchange.broken();
    if (!this.#timeout) this.load([]);
    this.#reader.cancel().catch(() => {});
  }

  /** No more bytes come, or nobody wants them. */
  #finish() {
    if (this.#isAborted) return this.end(this.#complete(this.#timeout));
    const progress = this.#take(NO_MORE);
    if (this.isOver) return;
    if (progress & 1) return this.#stop(progress >> 3);
    this.end(this.#call.isWhole ? undefined : this.#complete(this.#exchange.broken()));
  }

  /**
   * Hands out the events that a chunk completes.
   * @param {Uint8Array} chunk
   * @returns {number} how far the stream has come
   */
  #take(chunk) {
    const defers = !this.#isText && !takesTurnAgain(this.#call);
    const progress = this.#call.push(chunk, this.#isText, defers);
    const count = progress >> 3;
    const text = takeStash();
    if (progress & 4) this.#loadText([this.#repetitions.renew().textRun(text ?? "", count)]);
    else if (text !== undefined) this.#deliver(this.#parse(text, progress));
    else if (count) this.#loadEvents(new Deferred(this.#call, this.#repetitions.renew(), count));
    return progress;
  }

  /**
   * An error that also says what came before it.
   * @param {Error | undefined} error
   */
  #complete(error) {
    if (!error) return undefined;
    const [received, last] = [this.#received, masked(this.#call, this.#lastEvent())];
    // A timeout has a class of its own.
    if (error.constructor !== APIConnectionError) return Object.assign(error, { received, last });
    const { message, cause, diagnosis } = /** @type {Error & { diagnosis?: unknown }} */ (error);
    const incomplete = new IncompleteStreamError({ message, cause, received, last });
    return Object.assign(incomplete, { diagnosis });
  }

  /**
   * What Rust has seen the end of: the end marker, or something that is no event.
   * @param {number} count of the events before it
   */
  #stop(count) {
    this.end(problemOf(this.#exchange, this.#call.event(count), this.#received + 1));
  }

  /** The last event, of which maybe only the text was decoded. */
  #lastEvent() {
    const last = this.#last instanceof Deferred ? this.#last.last : this.#last?.at(-1);
    return last instanceof TextRun
      ? JSON.parse(this.#call.read("lastEvent") ?? "")
      : this.make(last);
  }

  /**
   * Hands out items up to the first that is an error.
   * @param {unknown[]} items
   */
  #deliver(items) {
    const index = items.findIndex(FAILURES[this.#items]);
    const good = index < 0 ? items : items.slice(0, index);
    this.#usage = good.findLast(hasUsage) ?? this.#usage ?? good[0];
    if (this.#isText) this.#loadText(good);
    else this.#loadEvents(good);
    if (index < 0) return;
    const event = /** @type {any} */ (items[index]);
    this.end(this.#exchange.failure(this.#items === 1 ? event.data : event));
  }

  /** @param {unknown[] | Deferred} events */
  #loadEvents(events) {
    this.#received += events.length;
    if (events.length > 0) this.#last = events;
    this.load(events);
  }

  /** @param {unknown[]} items */
  #loadText(items) {
    let text = "";
    for (const item of items) {
      const isRun = item instanceof TextRun;
      this.#received += isRun ? item.count : 1;
      text += isRun ? item.text : textOf(item);
    }
    if (items.length > 0) this.#last = items;
    this.load(text ? [text] : []);
  }

  /**
   * All events of a chunk with one parse; one by one only to find the one that is no JSON.
   * @param {string} json
   * @param {number} progress
   * @returns {unknown[]}
   */
  #parse(json, progress) {
    const before = this.#repetitions.template;
    try {
      const items = this.#repetitions.expand(JSON.parse(json));
      if (progress & 2) this.#repetitions.renew();
      return items;
    } catch {
      // What follows finds out which event it is.
    }
    this.#repetitions.template = before;
    return this.#parseEach(progress >> 3);
  }

  /** @param {number} count */
  #parseEach(count) {
    const items = [];
    let before = this.#received;
    for (let index = 0; index < count; index++) {
      const event = this.#call.event(index);
      try {
        const [item] = this.#repetitions.expand(JSON.parse(`[${event}]`));
        before += item instanceof TextRun ? item.count : 1;
        items.push(item);
      } catch {
        this.end(notJSON(before + 1, event));
        break;
      }
    }
    return items;
  }
}

/**
 * Whether an item is an error: data, `{event, data}` (an assistant's event has errors in its data
 * that are none of the stream), and data that never is.
 * @type {((item: any) => unknown)[]}
 */
const FAILURES = [
  (item) => item?.error,
  (item) => !item.event?.startsWith("thread.") && item.data?.error,
  () => false,
];

/** @param {any} event */
const hasUsage = (event) => event?.usage || event?.response?.usage;

// The server-sent events of an answer, decoded in Rust a network chunk at a time.

import { takeTold } from "../boundary/utf8.js";
import { parseJSON } from "../call/drive.js";
import { APIConnectionError, IncompleteStreamError, OpenAIError } from "../errors.js";
import { BatchIterator } from "./batch-iterator.js";
import { Kept, takesTurnAgain } from "./deferred.js";
import { readerOf } from "../encode/readable.js";
import { Repetition, Repetitions, Said } from "./delta-template.js";
import { textOf } from "./delta-text.js";
import { settle } from "../call/usage.js";

const EMPTY_LINES = new Uint8Array([10, 10]);
const NOTHING = Promise.resolve({ done: true });

/** @extends {BatchIterator<any>} */
export class Events extends BatchIterator {
  #exchange;
  #call;
  #reader;
  /** @type {any} */
  #problem;
  #items;
  #touch;
  #isText;
  #repetitions;
  #isAborted = false;
  #received = 0;
  /** @type {any} the last batch that was not empty */
  #last;
  /** @type {any} */
  #usage;

  /**
   * @param {any} exchange
   * @param {(event: any) => void} [touch]
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
    const { signal } = exchange.patience.controller;
    signal.addEventListener("abort", () => this.#abort(), { once: true });
    if (signal.aborted) this.#abort();
  }

  read() {
    return this.#isAborted ? NOTHING : this.#reader.read();
  }

  /** @param {{ value?: any, done?: boolean }} step */
  receive({ value, done }) {
    if (done) return this.#finish();
    // Whoever left meanwhile has closed all this.
    if (this.isOver) return;
    const { patience, plan } = this.#exchange;
    patience.postpone(plan.idleTimeout);
    const progress = this.#take(value);
    if (progress & 1 && !this.isOver) this.#stop(progress >> 3);
  }

  /** @param {unknown} cause */
  fail(cause) {
    this.end(this.#told(this.#exchange.broken(cause)));
  }

  /** @param {any} item */
  make(item) {
    const event = item instanceof Repetition ? item.make() : item;
    this.#touch?.(event);
    return event;
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
    this.#isAborted = true;
    this.#problem = this.#exchange.broken();
    if (!this.#problem) this.load([]);
    this.#reader.cancel().catch(() => {});
  }

  /** No more bytes come, or nobody wants them. */
  #finish() {
    if (this.#isAborted) return this.end(this.#told(this.#problem));
    // An event may lack the empty line behind it.
    const progress = this.#take(EMPTY_LINES);
    this.end(this.#call.isWhole ? undefined : this.#told(this.#exchange.broken()));
    if (progress & 1) this.#stop(progress >> 3);
  }

  /**
   * Hands out the events that a chunk completes.
   * @param {Uint8Array} chunk
   * @returns {number} how far the stream has come
   */
  #take(chunk) {
    const keeps = !this.#isText && !takesTurnAgain(this.#call);
    const progress = this.#call.push(chunk, this.#isText, keeps);
    const told = takeTold();
    if (progress & 4) this.#loadText([this.#repetitions.template.say(told ?? "", progress >> 3)]);
    else if (told !== undefined) this.#deliver(this.#parse(told, progress));
    else if (progress >> 3) {
      this.#loadEvents(new Kept(this.#call, this.#repetitions.keep(), progress >> 3));
    }
    return progress;
  }

  /**
   * An error that also says what came before it.
   * @param {any} error
   */
  #told(error) {
    if (!error) return undefined;
    const [received, last] = [this.#received, this.#lastEvent()];
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

  /** The last event, of which maybe only the text was told. */
  #lastEvent() {
    const last = this.#last instanceof Kept ? this.#last.last : this.#last?.at(-1);
    return last instanceof Said ? JSON.parse(this.#call.read("last")) : this.make(last);
  }

  /**
   * Hands out items up to the first that is an error.
   * @param {any[]} items
   */
  #deliver(items) {
    const index = items.findIndex(FAILURES[this.#items]);
    const good = index < 0 ? items : items.slice(0, index);
    this.#usage = good.findLast(hasUsage) ?? this.#usage ?? good[0];
    if (this.#isText) this.#loadText(good);
    else this.#loadEvents(good);
    if (index < 0) return;
    const event = items[index];
    this.end(this.#exchange.failure(this.#items === 1 ? event.data : event));
  }

  /** @param {import("./batch-iterator.js").Batch} events */
  #loadEvents(events) {
    this.#received += events.length;
    if (events.length > 0) this.#last = events;
    this.load(events);
  }

  /** @param {any[]} items */
  #loadText(items) {
    let text = "";
    for (const item of items) {
      const isSaid = item instanceof Said;
      this.#received += isSaid ? item.count : 1;
      text += isSaid ? item.text : textOf(item);
    }
    if (items.length > 0) this.#last = items;
    this.load(text ? [text] : []);
  }

  /**
   * All events of a chunk with one parse; one by one only to find the one that is no JSON.
   * @param {string} json
   * @param {number} progress
   * @returns {any[]}
   */
  #parse(json, progress) {
    const before = this.#repetitions.template;
    try {
      const items = this.#repetitions.expand(JSON.parse(json));
      if (progress & 2) this.#repetitions.keep();
      if (items.length === progress >> 3) return items;
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
      try {
        const values = JSON.parse(`[${this.#call.event(index)}]`);
        const [item, ...more] = this.#repetitions.expand(values);
        if (more.length > 0) throw new SyntaxError("there is more than one value");
        before += item instanceof Said ? item.count : 1;
        items.push(item);
      } catch (cause) {
        const message = `event ${before + 1} of the stream is not JSON`;
        this.end(new OpenAIError(message, { cause }));
        break;
      }
    }
    return items;
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

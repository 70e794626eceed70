// JSON that is not whole yet, as a value that is up to date after each piece.

import { machine } from "./machine.js";

/** The kinds of edits, as src/protocol/partial_json/edit.rs numbers them. */
const TEXT = 0;
const UNIT = 1;
const KEY = 2;
const STRING = 3;
const STRING_END = 4;
const NUMBER = 5;
const WORDS = 6;
const OBJECT = 9;
const ARRAY = 10;

/** The values of the words, from the kind `WORDS` on. */
const words = [true, false, null];

/** How many units go into the module at a time. */
const PIECE = 4096;

/**
 * An object or an array that is open: its value, the version it was made in, and the key whose value
 * comes next.
 * @typedef {{ value: any, version: number, key: any }} Frame
 */

/**
 * A JSON text that comes in pieces, each of which is read once.
 *
 * What `value` gave does not change with later pieces: only what is on the way to the change is made
 * anew, everything else is shared.
 */
export class PartialJSON {
  /** The value itself stands in a frame of its own. @type {Frame[]} */
  #frames = [{ value: [], version: 0, key: 0 }];
  /** The key, string or number that is open. */
  #text = "";
  #isString = false;
  /** Goes up when a value was handed out: what is older must not change. */
  #version = 0;
  #read = 0;
  #status = 0;
  #isBroken = false;
  #state = machine().start();

  /**
   * Reads the next piece.
   * @param {string} text
   * @returns {this}
   */
  push(text) {
    if (typeof text !== "string") throw new TypeError(`push takes text, not ${typeOf(text)}`);
    const count = this.accept(text);
    if (this.#isBroken) throw new SyntaxError(`unexpected ${found(text, count)} at ${this.#read}`);
    return this;
  }

  /**
   * Reads as much of a text as is JSON, and gives how many units that were.
   * @param {string} text
   */
  accept(text) {
    let taken = 0;
    while (taken < text.length && !this.#isBroken) {
      const piece = text.slice(taken, taken + PIECE);
      const count = this.#accept(piece);
      this.#isBroken = count < piece.length;
      taken += count;
    }
    this.#read += taken;
    if (this.#isString) this.#put(this.#text);
    return taken;
  }

  /** @param {string} piece */
  #accept(piece) {
    const { edits, count, taken, status } = machine().push(this.#state, piece);
    this.#status = status;
    for (let at = 0; at < count; at += 1) this.#apply(edits[at], piece);
    return taken;
  }

  /** The value so far; nothing before it begins. Numbers are known when something follows them. */
  get value() {
    this.#version += 1;
    if (this.#frames.length === 1 && this.isComplete && this.#text) return Number(this.#text);
    return this.#frames[0].value[0];
  }

  /** Whether the text so far is JSON. */
  get isComplete() {
    return this.#status === 1 && !this.#isBroken;
  }

  /** Whether the text is no JSON from its beginning on, so that nothing of it can be used. */
  get isHopeless() {
    return this.#status === 2 && this.#frames.length === 1;
  }

  /** @param {number} edit @param {string} piece */
  #apply(edit, piece) {
    const kind = edit & 15;
    if (kind === TEXT) this.#text += piece.slice((edit >> 4) & 16383, edit >>> 18);
    else if (kind === UNIT) this.#text += String.fromCharCode(edit >> 4);
    else if (kind === KEY) this.#top.key = this.#take();
    else if (kind === STRING) this.#isString = true;
    else if (kind === STRING_END) this.#endString();
    else if (kind === NUMBER) this.#add(Number(this.#take()));
    else if (kind < OBJECT) this.#add(words[kind - WORDS]);
    else if (kind <= ARRAY) this.#open(kind === OBJECT ? {} : []);
    else this.#close();
  }

  get #top() {
    return this.#frames[this.#frames.length - 1];
  }

  #take() {
    const text = this.#text;
    this.#text = "";
    return text;
  }

  #endString() {
    this.#isString = false;
    this.#add(this.#take());
  }

  /** @param {any} value */
  #open(value) {
    this.#put(value);
    this.#frames.push({ value, version: this.#version, key: 0 });
  }

  #close() {
    this.#frames.pop();
    this.#next();
  }

  /** @param {any} value */
  #add(value) {
    this.#put(value);
    this.#next();
  }

  #next() {
    const top = this.#top;
    if (Array.isArray(top.value)) top.key += 1;
  }

  /** @param {any} value that of the key that comes next */
  #put(value) {
    this.#renew(this.#frames.length - 1);
    assign(this.#top, value);
  }

  /** Copies what was handed out on the way to a frame. @param {number} at */
  #renew(at) {
    const frame = this.#frames[at];
    if (frame.version === this.#version) return;
    frame.version = this.#version;
    frame.value = Array.isArray(frame.value) ? frame.value.slice() : { ...frame.value };
    if (at === 0) return;
    this.#renew(at - 1);
    assign(this.#frames[at - 1], frame.value);
  }
}

/** @param {Frame} frame @param {any} value */
function assign({ value: open, key }, value) {
  if (key !== "__proto__") open[key] = value;
  else Object.defineProperty(open, key, { ...plain, value });
}

const plain = { writable: true, enumerable: true, configurable: true };

/** @param {unknown} value */
const typeOf = (value) => (value === null ? "null" : typeof value);

/** @param {string} text @param {number} at */
const found = (text, at) => (at < text.length ? JSON.stringify(text[at]) : "end");

// The events of a chunk that stay in Rust until they are asked for.

import { Repetition } from "./delta-template.js";

/** How many events are decoded at once while other streams take turns with this one. */
const PORTION = 4;

/** @type {unknown} the call of the stream that was read last */
let last;

/**
 * Whether a stream is read again, with none of another in between.
 *
 * Where many streams take turns, events that are at hand wait for long, and as objects they would be
 * many times as large.
 * @param {unknown} call
 */
export function takesTurnAgain(call) {
  const isAgain = last === call;
  last = call;
  return isAgain;
}

/** Events that all repeat another, as items of a batch. */
export class Deferred {
  #call;
  #template;
  /** @type {unknown[]} of some of them what has changed */
  #values = [];
  #from = 0;
  #until = 0;
  /** @type {Repetition | undefined} */
  last;

  /**
   * @param {import("#glue").Call} call
   * @param {import("./delta-template.js").Template} template
   * @param {number} length
   */
  constructor(call, template, length) {
    this.#call = call;
    this.#template = template;
    this.length = length;
  }

  /** @param {number} index */
  at(index) {
    const isAgain = takesTurnAgain(this.#call);
    // The first one is of the turn in which the chunk came.
    if (index === this.#until) this.#ask(index, isAgain && index > 0 ? this.length : PORTION);
    const place = (index - this.#from) * this.#template.size;
    return (this.last = new Repetition(this.#template, this.#values, place));
  }

  /**
   * @param {number} from
   * @param {number} count
   */
  #ask(from, count) {
    this.#values = JSON.parse(this.#call.deferred(from, count));
    this.#from = from;
    this.#until = from + this.#values.length / this.#template.size;
  }
}

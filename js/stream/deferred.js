// The events of a chunk that stay in Rust until they are asked for.

import { Repetition } from "./delta-template.js";

/** How many events are told at once to whoever takes turns with others. */
const PORTION = 4;

/** @type {any} the call of the stream that took the last turn */
let last;

/**
 * Whether a stream takes a turn after its own, with none of another in between.
 *
 * Where many streams take turns, what they have at hand waits for long, and made into objects it
 * would be many times as large.
 * @param {any} call
 */
export function takesTurnAgain(call) {
  const isAgain = last === call;
  last = call;
  return isAgain;
}

/** Events that all repeat another, as items of a batch. */
export class Kept {
  #call;
  #template;
  /** @type {any[]} what was told of some of them */
  #values = [];
  #from = 0;
  #until = 0;
  /** @type {Repetition | undefined} */
  last;

  /**
   * @param {any} call
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
    this.#values = JSON.parse(this.#call.kept(from, count));
    this.#from = from;
    this.#until = from + this.#values.length / this.#template.size;
  }
}

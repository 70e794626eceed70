// The wasm module that reads JSON which is not whole yet, compiled on first use.

import { load } from "#partial-json";

/** Where the module puts what a piece made: its status, what it took, its edits, then the piece. */
const EDITS = 8;
const PIECE = EDITS + 4 * (4096 * 2 + 2);

/** @type {Machine | undefined} */
let shared;

export const machine = () => (shared ??= new Machine());

class Machine {
  #exports;
  #room;
  #state;

  constructor() {
    this.#exports = /** @type {any} */ (new WebAssembly.Instance(load()).exports);
    const { memory, room, size, start } = this.#exports;
    const { buffer } = memory;
    const at = room();
    const state = at + start();
    this.#room = new Uint32Array(buffer, at);
    this.edits = new Uint32Array(buffer, at + EDITS);
    this.piece = new Uint16Array(buffer, at + PIECE, 4096);
    this.#state = new Uint32Array(buffer, state, size() / 4);
  }

  /** The state of a text that has not begun. */
  start() {
    this.#exports.start();
    return this.#state.slice();
  }

  /**
   * Reads a piece; the edits have to be looked at before the next one.
   * @param {Uint32Array} state is changed
   * @param {string} text
   */
  push(state, text) {
    const { piece, edits } = this;
    for (let at = 0; at < text.length; at += 1) piece[at] = text.charCodeAt(at);
    this.#state.set(state);
    const count = this.#exports.push(text.length);
    state.set(this.#state);
    return { edits, count, taken: this.#room[1], status: this.#room[0] };
  }
}

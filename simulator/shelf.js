// A map that forgets what is oldest once it holds too much.

/** Objects by their identifiers, up to a number and up to a size. */
export class Shelf {
  #items = new Map();
  #bytes = 0;

  /** @param {{ most?: number, bytes?: number }} [limits] */
  constructor({ most = 10_000, bytes = 64 * 1024 * 1024 } = {}) {
    this.most = most;
    this.bytes = bytes;
  }

  /**
   * @param {string} id
   * @param {any} item
   * @param {number} [size]  in bytes
   */
  set(id, item, size = 1_024) {
    this.delete(id);
    this.#items.set(id, { item, size });
    this.#bytes += size;
    for (const oldest of this.#items.keys()) {
      if (this.#items.size <= this.most && this.#bytes <= this.bytes) break;
      this.delete(oldest);
    }
  }

  get(id) {
    return this.#items.get(id)?.item;
  }

  delete(id) {
    this.#bytes -= this.#items.get(id)?.size ?? 0;
    return this.#items.delete(id);
  }

  values() {
    return [...this.#items.values()].map(({ item }) => item);
  }

  get size() {
    return this.#items.size;
  }
}

// The common part of the iterators over a body: a batch at hand, and how to get the next one.

/**
 * Hands out values of batches, in order, however many are asked for at once.
 *
 * Not an async generator: one of those costs several turns of the event loop's queue a value.
 * @template T
 * @implements {AsyncIterator<T>}
 */
export class BatchIterator {
  /** @type {T[]} */
  #batch = [];
  #index = 0;
  /** @type {Promise<unknown> | undefined} */
  #queue;
  #isOver = false;
  #isClosed = false;
  /** @type {unknown} */
  #problem;

  /**
   * Gets the next batch with `load`, or says with `end` that there is none.
   * @returns {Promise<void>}
   */
  async fill() {
    this.end();
  }

  /** Lets go of the source; called once, when everything has been handed out or nobody asks. */
  close() {}

  /** Called if somebody stops before they have got everything. */
  leave() {}

  /** Whether there is nothing more to get. */
  get isOver() {
    return this.#isOver;
  }

  /** @param {T[]} batch */
  load(batch) {
    this.#batch = batch;
    this.#index = 0;
  }

  /**
   * What has been loaded is the last of it, with an error behind it or not.
   * @param {unknown} [problem]
   */
  end(problem) {
    this.#isOver = true;
    this.#problem = problem;
  }

  /** @returns {Promise<IteratorResult<T>>} */
  next() {
    if (this.#queue === undefined && this.#index < this.#batch.length) {
      return Promise.resolve({ value: this.#batch[this.#index++], done: false });
    }
    const before = this.#queue ?? Promise.resolve();
    const result = before.then(() => this.#take());
    /** @type {Promise<void>} */
    const settled = result.then(
      () => this.#leaveQueue(settled),
      () => this.#leaveQueue(settled),
    );
    this.#queue = settled;
    return result;
  }

  /** @returns {Promise<IteratorResult<T>>} */
  async return() {
    const isLeft = !this.#isOver || this.#index < this.#batch.length;
    this.load([]);
    this.#close();
    this.end();
    if (isLeft) this.leave();
    return { value: undefined, done: true };
  }

  /** @returns {AsyncIterator<T>} */
  [Symbol.asyncIterator]() {
    return this;
  }

  /** @param {Promise<unknown>} settled */
  #leaveQueue(settled) {
    if (this.#queue === settled) this.#queue = undefined;
  }

  #close() {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.close();
  }

  /** @returns {Promise<IteratorResult<T>>} */
  async #take() {
    while (this.#index >= this.#batch.length) {
      if (this.#isOver) return this.#last();
      await this.fill().catch((problem) => this.end(problem));
      if (this.#isOver) this.#close();
    }
    return { value: this.#batch[this.#index++], done: false };
  }

  /** @returns {IteratorResult<T>} */
  #last() {
    const problem = this.#problem;
    this.#problem = undefined;
    if (problem !== undefined) throw problem;
    return { value: undefined, done: true };
  }
}

// The common part of the iterators over a body: a batch at hand, and how to get the next one.

/** @typedef {{ length: number, at(index: number): any }} Batch items, an array or what makes them */

/**
 * Hands out values of batches, in order, however many are asked for at once.
 *
 * Not an async generator: one of those costs several turns of the event loop's queue a value.
 * @template T
 * @implements {AsyncIterator<T>}
 */
export class BatchIterator {
  /** @type {Batch} */
  #batch = [];
  #index = 0;
  /** How many have asked and got nothing yet. */
  #waiting = 0;
  /** @type {any} what the last of them got */
  #tail;
  #isOver = false;
  #isClosed = false;
  /** @type {unknown} */
  #problem;

  /**
   * Asks the source for more.
   * @returns {Promise<any>}
   */
  async read() {}

  /**
   * Makes a batch of what `read` gave and hands it to `load`, or says with `end` that there is none.
   * @param {any} _given
   */
  receive(_given) {
    this.end();
  }

  /**
   * What becomes of a `read` that failed.
   * @param {unknown} problem
   */
  fail(problem) {
    this.end(problem);
  }

  /**
   * The value that an item of a batch stands for.
   * @param {any} item
   * @returns {T}
   */
  make(item) {
    return item;
  }

  /** Lets go of the source; called once, when everything has been handed out or nobody asks. */
  close() {}

  /** Called if somebody stops before they have got everything. */
  leave() {}

  /** Whether there is nothing more to get. */
  get isOver() {
    return this.#isOver;
  }

  /** @param {Batch} batch */
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
    const isAtHand = this.#waiting === 0 && this.#index < this.#batch.length;
    if (isAtHand) return Promise.resolve(this.#hand());
    const isAlone = this.#waiting++ === 0;
    if (isAlone && !this.#isOver) return (this.#tail = this.#refill());
    const take = () => this.#take();
    return (this.#tail = isAlone ? Promise.resolve().then(take) : this.#tail.then(take, take));
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

  #close() {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.close();
  }

  /**
   * What whoever asked first gets.
   * @returns {IteratorResult<T> | Promise<IteratorResult<T>>}
   */
  #take() {
    if (this.#index >= this.#batch.length && !this.#isOver) return this.#refill();
    this.#waiting--;
    if (this.#index >= this.#batch.length) return this.#last();
    return this.#hand();
  }

  /** @returns {IteratorResult<T>} */
  #hand() {
    return { value: this.make(this.#batch.at(this.#index++)), done: false };
  }

  #refill() {
    return this.read().then(this.#received, this.#failed);
  }

  /** @param {any} given */
  #received = (given) => {
    try {
      this.receive(given);
    } catch (problem) {
      this.end(problem);
    }
    if (this.#isOver) this.#close();
    return this.#take();
  };

  /** @param {unknown} problem */
  #failed = (problem) => {
    this.fail(problem);
    this.#close();
    return this.#take();
  };

  /** @returns {IteratorResult<T>} */
  #last() {
    const problem = this.#problem;
    this.#problem = undefined;
    if (problem !== undefined) throw problem;
    return { value: undefined, done: true };
  }
}

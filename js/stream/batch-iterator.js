// The common part of the iterators over a body: a batch at hand, and how to get the next one.

/**
 * Items, or what makes them when they are asked for.
 * @typedef {{ length: number, at(index: number): unknown }} Batch
 */

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
  /** @type {Promise<IteratorResult<T>> | undefined} what the last of them gets */
  #tail;
  #isOver = false;
  #isClosed = false;
  /** @type {unknown} */
  #problem;

  /**
   * Asks the source for more.
   * @returns {Promise<unknown>}
   */
  async read() {
    return undefined;
  }

  /**
   * Makes a batch of what `read` brought and hands it to `load`, or says with `end` that there is none.
   * @param {unknown} _step
   */
  receive(_step) {
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

  /** Called when everything has been handed out, or nobody asks. */
  over() {}

  /** Called if somebody stops before they have everything, or gets an error. */
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
    const before = (!isAlone && this.#tail) || Promise.resolve();
    return (this.#tail = before.then(take, take));
  }

  /** @returns {Promise<IteratorResult<T>>} */
  async return() {
    const isAtEnd = this.#isOver && this.#problem === undefined;
    const isLeft = !isAtEnd || this.#index < this.#batch.length;
    this.load([]);
    this.#close();
    this.end();
    this.over();
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
    try {
      this.close();
    } catch (problem) {
      // What went wrong first is what the caller must know.
      this.#problem ??= problem;
    }
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

  /** @param {unknown} step */
  #received = (step) => {
    try {
      this.receive(step);
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
    this.over();
    if (problem !== undefined) {
      this.leave();
      throw problem;
    }
    return { value: undefined, done: true };
  }
}

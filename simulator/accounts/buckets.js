// Token buckets that refill continuously: the truth about what an organization has left.

const minute = 60_000;

/** One bucket: so much per minute, or per day. */
export class Bucket {
  #level;
  #at;

  /**
   * @param {number} limit
   * @param {() => number} now
   * @param {number} [period]  in milliseconds
   */
  constructor(limit, now, period = minute) {
    this.limit = limit;
    this.period = period;
    this.now = now;
    this.#level = limit;
    this.#at = now();
  }

  #refill() {
    const now = this.now();
    const gained = (Math.max(0, now - this.#at) * this.limit) / this.period;
    this.#level = Math.min(this.limit, this.#level + gained);
    this.#at = now;
    return this.#level;
  }

  get remaining() {
    // Adding up fractions of a minute must not lose the last unit.
    return Math.max(0, Math.floor(this.#refill() + 1e-6));
  }

  get used() {
    return this.limit - this.remaining;
  }

  /** Milliseconds until it is full again. */
  get reset() {
    return this.limit === 0 ? 0 : ((this.limit - this.#refill()) * this.period) / this.limit;
  }

  /** Milliseconds until so many units are there. */
  wait(units) {
    // Of nothing, there is nothing to wait for.
    if (this.limit === 0) return this.period;
    const left = Math.min(this.remaining, this.#level);
    return Math.max(0, ((units - left) * this.period) / this.limit);
  }

  take(units) {
    const level = this.#refill();
    this.#level = Math.min(level, Math.max(0, level - units));
  }

  /** Leaves nothing, and lets nothing come back for so many milliseconds. */
  exhaust(pause = 0) {
    this.take(this.limit);
    this.#level = Math.min(0, this.#level) - (this.limit * pause) / this.period;
  }
}

/** All buckets, made when they are first asked for. */
export class Buckets {
  #buckets = new Map();

  /** @param {() => number} now */
  constructor(now) {
    this.now = now;
  }

  /**
   * @param {string} owner  an organization or a project
   * @param {string} model
   * @param {string} unit
   * @param {number} limit  a bucket whose limit has changed starts anew
   * @param {number} [period]
   * @returns {Bucket}
   */
  get(owner, model, unit, limit, period) {
    const name = `${owner} ${model} ${unit}`;
    const found = this.#buckets.get(name);
    if (found?.limit === limit) return found;
    const bucket = new Bucket(limit, this.now, period);
    this.#buckets.set(name, bucket);
    return bucket;
  }

  /** Fills the buckets of an owner again. */
  forget(owner) {
    for (const name of this.#buckets.keys()) {
      if (name.startsWith(`${owner} `)) this.#buckets.delete(name);
    }
  }
}

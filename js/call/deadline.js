// Timers and aborts: how long a request may take, and how to wait between two.

import { APIUserAbortError } from "../errors.js";
import { afterwards, follow, unfollow } from "./signals.js";

/** The longest wait that a timer can keep, in milliseconds; a longer one would fire at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** How long a request may take and who may end it: one controller, one timer, one listener. */
export class Deadline {
  /**
   * @param {AbortSignal | null | undefined} signal the caller's
   * @param {number} millis until the call is given up
   */
  constructor(signal, millis) {
    this.controller = new AbortController();
    this.caller = signal;
    this.isTimedOut = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    /** @type {((reason: unknown) => void) | undefined} ends what is waited for */
    this.giveUp = undefined;
    this.abort = () => this.stopWith(signal?.reason);
    this.check = () => this.#check();
    if (signal?.aborted) this.abort();
    else if (signal) follow(signal, this.abort);
    this.restart(millis);
  }

  /**
   * Starts the timer anew.
   * @param {number} millis
   */
  restart(millis) {
    clearTimeout(this.timer);
    /** @type {number} */
    this.millis = millis;
    /** @type {number | undefined} since when the timer should run, had it been started anew */
    this.postponed = undefined;
    if (millis <= LONGEST_TIMER) this.timer = setTimeout(this.check, millis);
  }

  /**
   * The same for what happens often: the timer is left as it is, and finds out that it is too early.
   * @param {number} millis
   */
  postpone(millis) {
    if (millis !== this.millis) this.restart(millis);
    // Without a timer nobody asks, and a page charges for a look at its clock.
    else if (millis <= LONGEST_TIMER) this.postponed = performance.now();
  }

  /**
   * Hands the response out: no timer, and the caller can abort it until its body has been read.
   * @param {Response} response
   */
  release(response) {
    this.stop();
    this.endWith(response);
    const { caller } = this;
    if (caller && !caller.aborted) forgetWhenRead(response, caller, () => this.end());
  }

  /**
   * The caller can abort for as long as an object is alive, and no longer: it may never be read.
   * @param {object} owner
   */
  endWith(owner) {
    const { caller } = this;
    if (!caller || caller.aborted) return;
    unfollow(caller, this.abort);
    const abort = weakly(this, caller);
    this.abort = abort;
    follow(caller, abort);
    owned.set(owner, this);
    afterwards(owner, () => unfollow(caller, abort));
  }

  /** Why the caller aborted. */
  get reason() {
    return this.controller.signal.reason;
  }

  /** Whether the caller aborted, and the timer did not come first. */
  get isAborted() {
    return !this.isTimedOut && this.controller.signal.aborted;
  }

  /** Gives up, unless something happened since the timer was started. */
  #check() {
    const end = this.postponed === undefined ? 0 : this.postponed + this.millis;
    const left = end - performance.now();
    this.postponed = undefined;
    if (left > 0) {
      this.timer = setTimeout(this.check, left);
      return;
    }
    this.isTimedOut = true;
    this.end();
    this.stopWith(new DOMException("the request timed out", "TimeoutError"));
  }

  /**
   * Ends what is under way, and what is waited for.
   * @param {unknown} reason
   */
  stopWith(reason) {
    this.controller.abort(reason);
    // Whoever heeds the signal has its own word first.
    if (this.giveUp) setTimeout(this.giveUp, 0, reason);
  }

  /**
   * What a promise brings; it is not waited for once the time is up, or the caller has had enough.
   * @template T
   * @param {T | Promise<T>} promise
   * @returns {Promise<T>}
   */
  race(promise) {
    return new Promise((resolve, reject) => {
      this.giveUp = reject;
      Promise.resolve(promise).then(resolve, reject);
    });
  }

  /** Leaves no timer behind. */
  stop() {
    clearTimeout(this.timer);
  }

  /** Leaves no timer and no listener behind. */
  end() {
    this.stop();
    unfollow(this.caller, this.abort);
  }

  /** Ends what is still under way. */
  cancel() {
    this.end();
    this.controller.abort();
  }
}

/** What reads a body. */
const READERS = /** @type {const} */ (["arrayBuffer", "blob", "bytes", "formData", "json", "text"]);

/**
 * Lets go of the signal with the body: a body that somebody reads from its stream goes with the response.
 * @param {any} response
 * @param {AbortSignal} signal
 * @param {() => void} forget
 */
function forgetWhenRead(response, signal, forget) {
  for (const name of READERS) {
    const read = response[name];
    if (typeof read !== "function") continue;
    const value = async () => {
      try {
        return await read.call(response);
      } catch (cause) {
        throw signal.aborted ? Object.assign(new APIUserAbortError(), { cause }) : cause;
      } finally {
        forget();
      }
    };
    Object.defineProperty(response, name, { value, configurable: true, writable: true });
  }
}

/**
 * Deadlines that last as long as what they belong to.
 * @type {WeakMap<object, Deadline>}
 */
const owned = new WeakMap();

/**
 * What ends a deadline, without making it last. Where there are no weak references, it does.
 * @param {Deadline} deadline
 * @param {AbortSignal} caller
 */
function weakly(deadline, caller) {
  const reference = referTo(deadline);
  return () => reference.deref()?.stopWith(caller.reason);
}

/**
 * A function of its own: two closures made in one place hold what either of them needs.
 * @param {Deadline} deadline
 * @returns {{ deref(): Deadline | undefined }}
 */
const referTo = (deadline) =>
  globalThis.WeakRef ? new WeakRef(deadline) : { deref: () => deadline };

/**
 * Waits, unless the caller aborts.
 * @param {number} millis
 * @param {AbortSignal | null | undefined} signal
 * @returns {Promise<void>}
 */
export function pause(millis, signal) {
  return new Promise((resolve, reject) => {
    const finish = () => {
      unfollow(signal, stop);
      resolve();
    };
    const timer = setTimeout(finish, Math.min(millis, LONGEST_TIMER));
    const stop = () => {
      clearTimeout(timer);
      unfollow(signal, stop);
      reject(signal?.reason);
    };
    if (signal?.aborted) return stop();
    if (signal) follow(signal, stop);
  });
}

// Timers and aborts: how long a request may take, and how to wait between two.

/** The longest wait that a timer can keep, in milliseconds; a longer one would fire at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** How long a request may take and who may end it: one controller, one timer, one listener. */
export class Patience {
  /**
   * @param {AbortSignal | null | undefined} signal the caller's
   * @param {number} millis until the call is given up
   */
  constructor(signal, millis) {
    this.controller = new AbortController();
    this.caller = signal;
    this.isTimedOut = false;
    /** @type {any} */
    this.timer = undefined;
    this.abort = () => this.controller.abort(signal?.reason);
    this.check = () => this.#check();
    if (signal?.aborted) this.abort();
    signal?.addEventListener("abort", this.abort, { once: true });
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
   * Hands the response out: no timer, and the caller can abort it for as long as it is alive.
   * @param {object} response
   */
  release(response) {
    this.end();
    if (!this.caller || this.caller.aborted) return;
    outlive(this.caller, new WeakRef(this.controller), response);
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
    this.controller.abort(new DOMException("the request timed out", "TimeoutError"));
  }

  /** Leaves no timer and no listener behind. */
  end() {
    clearTimeout(this.timer);
    this.caller?.removeEventListener("abort", this.abort);
  }

  /** Ends what is still under way. */
  cancel() {
    this.end();
    this.controller.abort();
  }
}

/** @type {FinalizationRegistry<() => void>} */
let forgotten;

/**
 * Lets a signal end a response that was handed out, and forgets it with the response.
 * @param {AbortSignal} signal
 * @param {WeakRef<AbortController>} held
 * @param {object} response
 */
function outlive(signal, held, response) {
  const abort = () => held.deref()?.abort(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  forgotten ??= new FinalizationRegistry((forget) => forget());
  forgotten.register(response, () => signal.removeEventListener("abort", abort));
}

/**
 * Waits, unless the caller aborts.
 * @param {number} millis
 * @param {AbortSignal | null | undefined} signal
 * @returns {Promise<void>}
 */
export function pause(millis, signal) {
  return new Promise((resolve, reject) => {
    const finish = () => {
      signal?.removeEventListener("abort", stop);
      resolve();
    };
    const timer = setTimeout(finish, Math.min(millis, LONGEST_TIMER));
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    if (signal?.aborted) return stop();
    signal?.addEventListener("abort", stop, { once: true });
  });
}

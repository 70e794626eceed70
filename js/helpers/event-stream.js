// What all streams of events share: listeners, promises, iterators, an end, an abort.

import { OpenAIError, APIUserAbortError, abortErrorOf } from "./core.js";
import { EventIterator } from "./event-iterator.js";

/** @typedef {(...args: any[]) => any} Listener */
/** @typedef {{ listener: Listener, once?: boolean }} Registration */

const ignore = () => {};

/** A promise with what settles it, which nobody has to handle. */
function deferred() {
  /** @type {any} */
  const made = {};
  made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
  made.promise.catch(ignore);
  return made;
}

/** A stream that tells listeners what comes, and ends once. */
export class EventStream {
  controller = new AbortController();
  /** Lists are replaced, never changed: one may be walked through. @type {Record<string, Registration[]>} */
  #listeners = Object.create(null);
  #end = deferred();
  #ended = false;
  #errored = false;
  #aborted = false;
  /** Whether somebody waits for a promise, which tells of a failure. */
  #isAwaited = false;
  /** @type {{ event: string, error: Error } | undefined} */
  #failure;
  /** The signals that are followed, with what ends that. @type {Map<AbortSignal, () => void>} */
  #signals = new Map();

  get ended() {
    return this.#ended;
  }

  get errored() {
    return this.#errored;
  }

  get aborted() {
    return this.#aborted;
  }

  /** Why the stream failed, once it has. */
  get failure() {
    return this.#failure;
  }

  abort() {
    this.controller.abort();
  }

  /** @param {string} event @param {Listener} listener */
  on(event, listener) {
    return this.#add(event, { listener });
  }

  /** @param {string} event @param {Listener} listener */
  once(event, listener) {
    return this.#add(event, { listener, once: true });
  }

  /** @param {string} event @param {Listener} listener */
  off(event, listener) {
    const list = this.#listeners[event] ?? [];
    const at = list.findIndex((each) => each.listener === listener);
    if (at >= 0) this.#listeners[event] = list.filter((_, index) => index !== at);
    return this;
  }

  /** @param {string} event @param {Registration} registration */
  #add(event, registration) {
    this.#listeners[event] = [...(this.#listeners[event] ?? []), registration];
    return this;
  }

  /** @param {string} event */
  hasListeners(event) {
    return (this.#listeners[event]?.length ?? 0) > 0;
  }

  /**
   * A promise of the next event of a kind; an error of the stream rejects it.
   * @param {string} event
   */
  emitted(event) {
    this.#isAwaited = true;
    return new Promise((resolve, reject) => {
      /** @param {unknown} error */
      const onError = (error) => {
        this.off(event, onEvent);
        reject(error);
      };
      /** @param {unknown[]} values */
      const onEvent = (...values) => {
        if (event !== "error") this.off("error", onError);
        resolve(values.length > 1 ? values : values[0]);
      };
      if (event !== "error") this.once("error", onError);
      this.once(event, onEvent);
    });
  }

  /**
   * The arguments of all events of a kind, as they come.
   * @param {string} event
   */
  events(event) {
    return this.iterate([[event, (...args) => args]], {
      failsOn: ["error", "abort"].filter((name) => name !== event),
    });
  }

  /**
   * @param {[event: string, make: (...args: any[]) => unknown][]} sources what is made of which events
   * @param {{ failsOn?: string[], onReturn?: () => void }} [options]
   */
  iterate(sources, options) {
    return new EventIterator(this, sources, options);
  }

  async done() {
    this.#isAwaited = true;
    await this.#end.promise;
  }

  /** Does the work of the stream, in a later task: listeners are added first. @param {() => any} work */
  run(work) {
    setTimeout(async () => {
      try {
        await work();
      } catch (error) {
        return this.fail(error);
      }
      try {
        this.emitFinal();
      } catch (error) {
        return this.fail(error);
      }
      this.emit("end");
    }, 0);
  }

  /** What is told at the end of a stream that did not fail. */
  emitFinal() {}

  connected() {
    this.emit("connect");
  }

  /** Aborts with another signal. @param {AbortSignal | null | undefined} signal */
  follow(signal) {
    if (!signal || this.#ended || this.#signals.has(signal)) return;
    const abort = () => this.controller.abort(signal.reason);
    if (signal.aborted) return abort();
    signal.addEventListener("abort", abort, { once: true });
    this.#signals.set(signal, () => signal.removeEventListener("abort", abort));
  }

  throwIfAborted() {
    if (this.controller.signal.aborted) throw this.abortError();
  }

  abortError() {
    return abortErrorOf(this.controller.signal);
  }

  /** @param {any} error */
  fail(error) {
    this.#errored = true;
    const isAbort = error instanceof Error && error.name === "AbortError";
    const known = isAbort ? this.abortError() : error;
    if (known instanceof APIUserAbortError) {
      this.#aborted = true;
      return this.emit("abort", known);
    }
    this.emit("error", known instanceof OpenAIError ? known : wrapped(known));
  }

  /** @param {string} event @param {any[]} args */
  emit(event, ...args) {
    if (this.#ended) return;
    if (event === "end") this.#finish();
    const list = this.#listeners[event] ?? [];
    if (list.some(({ once }) => once)) {
      this.#listeners[event] = list.filter(({ once }) => !once);
    }
    try {
      for (const { listener } of list) listener(...args);
    } finally {
      if (event === "error" || event === "abort") this.#settle(event, args[0], list.length > 0);
    }
  }

  #finish() {
    this.#ended = true;
    for (const remove of this.#signals.values()) remove();
    this.#signals.clear();
    this.#end.resolve();
  }

  /** @param {string} event @param {Error} error @param {boolean} isHeard */
  #settle(event, error, isHeard) {
    this.#failure ??= { event, error };
    // Nobody listens and nobody waits: the runtime tells of it.
    if (!this.#isAwaited && !isHeard) Promise.reject(error);
    this.#end.reject(error);
    this.emit("end");
  }
}

/** @param {unknown} thrown */
function wrapped(thrown) {
  if (!(thrown instanceof Error)) return new OpenAIError(String(thrown));
  const error = new OpenAIError(thrown.message);
  error.cause = thrown;
  return error;
}

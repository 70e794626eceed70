// The methods whose code is loaded when one of them is called: a page that never does pays nothing.

import { errorClasses } from "../errors.js";
import { Stream } from "../stream/stream.js";

/** Each is a file of its own, so that a bundler can load it when it is wanted. @type {Record<string, () => Promise<any>>} */
const files = {
  helpers: () => import("#helpers"),
  assistants: () => import("#assistants"),
  agents: () => import("#agents"),
};

/** @type {Record<string, Promise<any>>} */
const loading = {};

/** @param {string} name */
export function load(name) {
  loading[name] ??= files[name]().then(
    (module) => {
      module.use({ ...errorClasses, Stream });
      return module;
    },
    (error) => {
      // It may be there the next time.
      delete loading[name];
      throw error;
    },
  );
  return loading[name];
}

/** @typedef {{ run: (stream: any) => void, fail?: (error: unknown) => void }} Waiting */

/**
 * What stands for a stream outside: what is asked of it waits until its code is here, in order.
 *
 * The stream begins in a task after that, so nothing that it tells is missed.
 */
export class HelperStream {
  controller = new AbortController();
  /** @type {any} */
  #stream;
  /** @type {Waiting[]} */
  #waiting = [];

  /** @param {string} file @param {(module: any, face: HelperStream) => any} make */
  constructor(file, make) {
    load(file)
      .then((module) => this.#begin(make(module, this)))
      .catch((error) => this.#fail(error));
  }

  /** @param {any} stream */
  #begin(stream) {
    stream.controller = this.controller;
    this.#stream = stream;
    for (const { run } of this.#waiting.splice(0)) run(stream);
  }

  /** Tells all who wait, or else the runtime. @param {unknown} error */
  #fail(error) {
    const heard = this.#waiting.filter(({ fail }) => fail);
    for (const { fail } of heard) fail?.(error);
    if (heard.length === 0) throw error;
  }

  /** @param {(stream: any) => void} run @param {(error: unknown) => void} [fail] */
  _when(run, fail) {
    if (this.#stream) run(this.#stream);
    else this.#waiting.push({ run, fail });
  }

  get _stream() {
    return this.#stream;
  }

  /** @param {unknown} [reason] */
  abort(reason) {
    this.controller.abort(reason);
  }

  toReadableStream() {
    return new Stream(() => this[Symbol.asyncIterator](), this.controller).toReadableStream();
  }

  /** @param {string} event */
  events(event) {
    return this._iterator((stream) => stream.events(event));
  }

  [Symbol.asyncIterator]() {
    return this._iterator((stream) => stream[Symbol.asyncIterator]());
  }

  /** @param {(stream: any) => AsyncIterator<any>} make @returns {AsyncIterableIterator<any>} */
  _iterator(make) {
    const iterator = new Promise((resolve, reject) => {
      this._when((stream) => resolve(make(stream)), reject);
    });
    iterator.catch(() => {});
    return {
      next: async () => (await iterator).next(),
      return: async () => (await iterator).return(),
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }
}

/** What gives the stream itself. */
for (const name of ["on", "once", "off", "withResultCollection"]) {
  define(name, function (...args) {
    const fail = args[0] === "error" ? args[1] : undefined;
    this._when((stream) => stream[name](...args), fail);
    return this;
  });
}

/** What gives a promise. */
const promises =
  "emitted done totalUsage finalChatCompletion finalContent finalMessage finalFunctionToolCall " +
  "finalFunctionToolCallResult finalResponse finalRun finalMessages finalRunSteps finalResult " +
  "retrieve content download";
for (const name of promises.split(" ")) {
  define(name, function (...args) {
    return new Promise((resolve, reject) => {
      this._when((stream) => stream[name](...args).then(resolve, reject), reject);
    });
  });
}

/** What can be looked at, and what it is before there is a stream. */
const states = { ended: false, errored: false, aborted: false, messages: [] };
for (const name of [...Object.keys(states), "currentChatCompletionSnapshot"]) {
  Object.defineProperty(HelperStream.prototype, name, {
    get() {
      return this._stream?.[name] ?? /** @type {any} */ (states)[name];
    },
    configurable: true,
  });
}

const looks = "currentEvent currentRun currentMessageSnapshot currentRunStepSnapshot";
for (const name of looks.split(" ")) {
  define(name, function () {
    return this._stream?.[name]();
  });
}

define("allChatCompletions", function () {
  return [...(this._stream?.completions ?? [])];
});

/** @param {string} name @param {(this: HelperStream, ...args: any[]) => any} value */
function define(name, value) {
  Object.defineProperty(HelperStream.prototype, name, {
    value,
    configurable: true,
    writable: true,
  });
}

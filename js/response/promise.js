// The promise of a call: the parsed answer, and on request the response behind it.

import { withRequestID } from "./parse.js";

/** @typedef {import("../call/exchange.js").Exchange} Exchange */

/**
 * What a method returns: a promise that parses the answer once, and only if it is asked for.
 * @template T
 * @extends {Promise<T>}
 */
export class APIPromise extends Promise {
  static name = "APIPromise";
  #exchange;
  #parse;
  /** @type {Promise<T> | undefined} */
  #parsed;

  /**
   * @param {Promise<Exchange>} exchange
   * @param {(exchange: Exchange) => Promise<any>} parse
   */
  constructor(exchange, parse) {
    // The executor's own result is never looked at: `then` asks for the parsed answer.
    super((resolve) => resolve(/** @type {any} */ (undefined)));
    this.#exchange = exchange;
    this.#parse = parse;
  }

  static get [Symbol.species]() {
    return Promise;
  }

  /** The response as soon as its headers are here, its body unread. */
  asResponse() {
    return this.#exchange.then((exchange) => exchange.release());
  }

  /** The parsed answer with the response, its id, and how the call went. */
  async withResponse() {
    const data = await this.#answer();
    const { response, meta } = await this.#exchange;
    return { data, response, request_id: response.headers.get("x-request-id"), meta };
  }

  /**
   * The same call with another view of its answer.
   * @param {(data: T, exchange: Exchange) => unknown} transform
   */
  _thenUnwrap(transform) {
    return new APIPromise(this.#exchange, async (exchange) =>
      withRequestID(await transform(await this.#answer(), exchange), exchange.response),
    );
  }

  /** @type {Promise<T>["then"]} */
  then(onfulfilled, onrejected) {
    return this.#answer().then(onfulfilled, onrejected);
  }

  /** @type {Promise<T>["catch"]} */
  catch(onrejected) {
    return this.#answer().catch(onrejected);
  }

  /** @type {Promise<T>["finally"]} */
  finally(onfinally) {
    return this.#answer().finally(onfinally);
  }

  /** @returns {Promise<T>} */
  #answer() {
    return (this.#parsed ??= this.#exchange.then(this.#parse));
  }
}

/**
 * The promise of a page: awaited it is the first page, iterated it is every item of all pages.
 * @template T
 * @extends {APIPromise<any>}
 */
export class PagePromise extends APIPromise {
  static name = "PagePromise";

  /** @returns {AsyncGenerator<T>} */
  async *[Symbol.asyncIterator]() {
    yield* /** @type {any} */ (await this);
  }
}

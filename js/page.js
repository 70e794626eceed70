// Pages of a list, and how to get from one to the next.

import { readBody } from "./body.js";
import { OpenAIError } from "./errors.js";

/** What tells the next page from this one, by the catalogue's word. */
const CURSORS = {
  /** @param {any} page */
  after: (page) => page.data.at(-1)?.id,
  /** @param {any} page */
  last_id: (page) => page.last_id,
  /** @param {any} page */
  next: (page) => page.next,
  /** @param {any} page */
  token: (page) => page.next,
  none: () => undefined,
};

/**
 * One page of a list; iterating over it gives its items and those of all later pages.
 * @template T
 */
export class Page {
  #call;
  #cursor;

  /**
   * @param {any} body
   * @param {keyof typeof CURSORS} cursor
   * @param {(name: string, value: string) => Promise<Page<T>>} call asks for the page at a cursor
   */
  constructor(body, cursor, call) {
    this.#call = call;
    this.#cursor = cursor;
    /** @type {T[]} */
    this.data = [];
    Object.assign(this, body);
    this.data = body?.data ?? [];
  }

  getPaginatedItems() {
    return this.data;
  }

  hasNextPage() {
    const { has_more: hasMore } = /** @type {any} */ (this);
    return hasMore !== false && this.data.length > 0 && Boolean(CURSORS[this.#cursor](this));
  }

  /** The next page; rejects if there is none. */
  async getNextPage() {
    const cursor = CURSORS[this.#cursor](this);
    if (!cursor) throw new OpenAIError("there is no next page: ask hasNextPage() first");
    return this.#call(this.#cursor === "token" ? "page" : "after", cursor);
  }

  /** This page and all later ones. */
  async *iterPages() {
    /** @type {Page<T>} */
    let page = this;
    yield page;
    while (page.hasNextPage()) {
      page = await page.getNextPage();
      yield page;
    }
  }

  async *[Symbol.asyncIterator]() {
    for await (const page of this.iterPages()) yield* page.data;
  }
}

/**
 * The page that an answer holds.
 * @param {any} exchange
 * @param {any} body
 * @returns {Page<any>}
 */
export function pageOf(exchange, body) {
  return new Page(body, exchange.call.kind, async (name, value) => {
    const next = await exchange.again(name, String(value));
    return pageOf(next, await readBody(next));
  });
}

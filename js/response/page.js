// Pages of a list, and how to get from one to the next.

import { drive } from "../call/drive.js";
import { readBody } from "./body.js";
import { OpenAIError } from "../errors.js";

/**
 * What tells the next page from this one, by the catalogue's word: the field that holds the cursor
 * and its value where there is none, and the parameter that takes it.
 * @type {Record<string, { field?: "last_id" | "next", none?: "" | null, parameter: string }>}
 */
const CURSORS = {
  after: { parameter: "after" },
  last_id: { field: "last_id", none: "", parameter: "after" },
  next: { field: "next", none: null, parameter: "after" },
  token: { field: "next", none: null, parameter: "page" },
};

/** Of a property like any other. */
const OPEN = { configurable: true, enumerable: true, writable: true };

/**
 * One page of a list; iterating over it gives its items and those of all later pages.
 * @template T
 */
export class Page {
  static name = "Page";
  #call;
  #cursor;

  /**
   * @param {any} body as the server sent it
   * @param {string} cursor
   * @param {(name: string, value: string) => Promise<Page<T>>} call asks for the page at a cursor
   */
  constructor(body, cursor, call) {
    this.#call = call;
    this.#cursor = CURSORS[cursor];
    for (const [name, value] of Object.entries(body ?? {})) {
      // Defined, not set: a member may be called as a method is, or `__proto__`.
      if (Object.hasOwn(Page.prototype, name)) continue;
      Object.defineProperty(this, name, { value, ...OPEN });
    }
    /** @type {T[]} */
    this.data = body?.data || [];
    if (!this.#cursor) return;
    const { field, none } = this.#cursor;
    const page = /** @type {any} */ (this);
    page.has_more ||= false;
    if (field) page[field] ||= none;
  }

  getPaginatedItems() {
    return this.data;
  }

  hasNextPage() {
    // Only a cursor of its own can lead on from a page without items.
    const leadsOn = this.data.length > 0 || this.#cursor?.none === null;
    return /** @type {any} */ (this).has_more !== false && leadsOn && Boolean(this.#next());
  }

  /** The next page; rejects if there is none. */
  async getNextPage() {
    const next = this.#next();
    if (!next) throw new OpenAIError("there is no next page: ask hasNextPage() first");
    return this.#call(this.#cursor?.parameter ?? "", String(next));
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

  /** @returns {unknown} */
  #next() {
    if (!this.#cursor) return undefined;
    const { field } = this.#cursor;
    return field ? /** @type {any} */ (this)[field] : /** @type {any} */ (this.data.at(-1))?.id;
  }
}

/**
 * The page that an answer holds.
 * @param {import("../call/exchange.js").Exchange} exchange
 * @param {unknown} body
 * @returns {Page<unknown>}
 */
export function pageOf(exchange, body) {
  return new Page(body, exchange.plan.kind, async (name, value) => {
    const call = exchange.call.withCursor(name, value);
    const next = await drive({ ...exchange.plan, call });
    return pageOf(next, await readBody(next));
  });
}

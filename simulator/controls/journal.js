// What the simulator was asked, in order: requests with their headers, scope and end.

import { maskKey } from "../accounts/authorize.js";

/**
 * @typedef {{ id: string, time: number, method: string, path: string, query: string,
 *   headers: Record<string, string>, organization: string | null, project: string | null,
 *   served: { organization: string, project: string | null } | null, body: unknown, bytes: number,
 *   faults: string[], status: number | null, code: string | null, events: number,
 *   aborted: boolean, finished: boolean }} Entry
 */

// A page may stay open for days.
const most = 10_000;
const mostBytes = 16 * 1024 * 1024;

/** A body that is longer is left out; its length is kept. */
const longestBody = 64 * 1024;

/** An address or a header that is longer is cut. */
const longestText = 4_096;

const cut = (text) => (text.length > longestText ? `${text.slice(0, longestText)}…` : text);

/** A list of entries with questions to ask of it. */
export class Journal {
  /** @type {Entry[]} */
  entries = [];
  /** @type {number[]} what each entry weighs */
  #weights = [];
  #bytes = 0;

  /**
   * @param {Request} request
   * @param {{ id: string, time: number, path: string }} known
   * @returns {Entry}
   */
  add(request, { id, time, path }) {
    const entry = {
      id,
      time,
      method: request.method,
      path: cut(path),
      query: cut(new URL(request.url).search),
      headers: maskedHeaders(request.headers),
      organization: request.headers.get("openai-organization"),
      project: request.headers.get("openai-project"),
      served: null,
      body: undefined,
      bytes: 0,
      faults: [],
      status: null,
      code: null,
      events: 0,
      aborted: false,
      finished: false,
    };
    this.entries.push(entry);
    this.#weigh(entry.path.length + entry.query.length + weightOf(entry.headers));
    return entry;
  }

  /**
   * Keeps the body of the last request, if it is not too long.
   * @param {Entry} entry
   * @param {unknown} body
   * @param {number} bytes
   */
  keepBody(entry, body, bytes) {
    entry.bytes = bytes;
    if (bytes > longestBody) return;
    const at = this.entries.lastIndexOf(entry);
    if (at < 0) return;
    entry.body = body;
    this.#weights[at] += bytes;
    this.#bytes += bytes;
    this.#forget();
  }

  #weigh(bytes) {
    this.#weights.push(bytes);
    this.#bytes += bytes;
    this.#forget();
  }

  #forget() {
    let count = Math.max(0, this.entries.length - most);
    let bytes = this.#bytes - sum(this.#weights.slice(0, count));
    while (bytes > mostBytes && count < this.entries.length - 1) bytes -= this.#weights[count++];
    if (count === 0) return;
    this.entries.splice(0, count);
    this.#weights.splice(0, count);
    this.#bytes = bytes;
  }

  get last() {
    return this.entries.at(-1);
  }

  /** Entries whose fields have these values. */
  filter(fields) {
    const wanted = Object.entries(fields);
    return this.entries.filter((entry) => wanted.every(([name, value]) => entry[name] === value));
  }

  clear() {
    this.entries.length = 0;
    this.#weights.length = 0;
    this.#bytes = 0;
  }

  toJSON() {
    return this.entries;
  }
}

const sum = (numbers) => numbers.reduce((total, each) => total + each, 0);

const weightOf = (headers) =>
  sum(Object.entries(headers).map(([name, value]) => name.length + value.length));

function maskedHeaders(headers) {
  const seen = Object.fromEntries([...headers].map(([name, value]) => [name, cut(value)]));
  if (seen.authorization) seen.authorization = maskCredentials(seen.authorization);
  return seen;
}

const maskCredentials = (value) =>
  value.replace(/^(Bearer\s+)?(.*)$/is, (_, scheme = "", key) => `${scheme}${maskKey(key)}`);

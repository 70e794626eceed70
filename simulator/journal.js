// What the simulator was asked, in order: requests with their headers, scope and end.

import { maskKey } from "./authorize.js";

/**
 * @typedef {{ id: string, time: number, method: string, path: string, query: string,
 *   headers: Record<string, string>, organization: string | null, project: string | null,
 *   served: { organization: string, project: string | null } | null, body: unknown,
 *   faults: string[], status: number | null, code: string | null, events: number,
 *   aborted: boolean, finished: boolean }} Entry
 */

// A page may stay open for days.
const longest = 10_000;

/** A list of entries with questions to ask of it. */
export class Journal {
  /** @type {Entry[]} */
  entries = [];

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
      path,
      query: new URL(request.url).search,
      headers: maskedHeaders(request.headers),
      organization: request.headers.get("openai-organization"),
      project: request.headers.get("openai-project"),
      served: null,
      body: undefined,
      faults: [],
      status: null,
      code: null,
      events: 0,
      aborted: false,
      finished: false,
    };
    this.entries.push(entry);
    if (this.entries.length > longest) this.entries.shift();
    return entry;
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
  }

  toJSON() {
    return this.entries;
  }
}

function maskedHeaders(headers) {
  const seen = Object.fromEntries(headers);
  if (seen.authorization) seen.authorization = maskCredentials(seen.authorization);
  return seen;
}

const maskCredentials = (value) =>
  value.replace(/^(Bearer\s+)?(.*)$/is, (_, scheme = "", key) => `${scheme}${maskKey(key)}`);

// The figures: what each one says, and how far ours may be from `openai`.
import { endpoints, knownPlaces, setHooks } from "./compared.js";
import { inputs, MOST } from "./doubling.js";
import { listened, structured } from "./listening.js";
import { calls, longCalls, longEvents, streams, texts } from "./work.js";

/** For so many seconds what is repeated is done before it counts: that pays for the compilers. */
export const WARM_UP = 2;

/** For so many seconds it counts. */
export const COUNTED = 0.5;

/**
 * @typedef {object} Figure
 * @property {string} name
 * @property {string} title
 * @property {string} unit
 * @property {number} [most] the ratio to `openai` that must not be passed
 * @property {number} [limit] the most that ours itself may be
 * @property {number} [digits] behind the point
 * @property {"repeated" | "large" | "bundle" | "cold" | "open" | "growth" | "length" | "compared" | "doubling"} kind how it is measured
 * @property {(connect: any) => any} [work] of one that is repeated, or the two that are compared
 * @property {number} [count] how often at a time
 * @property {string[]} [names] the clients that can do it, if not all can
 */

/** @type {Figure[]} */
export const figures = [
  { name: "download", title: "Download, gzip", unit: "KB", digits: 1, most: 0.45, kind: "bundle" },
  {
    name: "cold",
    title: "Import to first request",
    unit: "ms",
    digits: 1,
    most: 0.25,
    kind: "cold",
  },
  {
    name: "call",
    title: "JSON call",
    unit: "µs",
    digits: 1,
    most: 0.5,
    kind: "repeated",
    work: calls,
    count: 100,
  },
  ...[
    { name: "event-1", perChunk: 1, of: "one in a chunk", most: 0.4, work: streams },
    { name: "event-16", perChunk: 16, of: "16 in a chunk", most: 0.25, work: streams },
    { name: "text-1", perChunk: 1, of: "one in a chunk", most: 0.2, work: texts },
    { name: "text-16", perChunk: 16, of: "16 in a chunk", most: 0.05, work: texts },
  ].map(({ name, perChunk, of, most, work }) => ({
    name,
    title: `Streamed event${work === texts ? ", its text only" : ""}, ${of}`,
    unit: "µs",
    digits: 2,
    most,
    kind: /** @type {const} */ ("repeated"),
    work: work(1600, perChunk),
    count: 1_600,
  })),
  ...[
    { name: "structured-1000", of: "1,000", most: 0.4, work: structured, count: 1000 },
    { name: "structured-15000", of: "15,000", most: 0.4, work: structured, count: 15_000 },
    { name: "listened", of: "1,000, no schema", most: 0.4, work: listened, count: 1000 },
  ].map(({ of, work, count, ...figure }) => ({
    ...figure,
    title: `Delta of a stream with snapshots, of ${of}`,
    unit: "µs",
    digits: 2,
    kind: /** @type {const} */ ("repeated"),
    work: work(count),
    count,
    names: ["ours", "openai"],
  })),
  ...[
    { name: "long-json", title: "A megabyte of a JSON answer of 20", work: longCalls(20) },
    { name: "long-event", title: "A megabyte of a streamed event of 20", work: longEvents(20) },
  ].map((figure) => ({
    ...figure,
    unit: "µs",
    digits: 0,
    most: 1.5,
    kind: /** @type {const} */ ("large"),
    count: 20,
  })),
  {
    name: "open",
    title: "1,000 open streams after 1,000 events",
    unit: "MB",
    digits: 1,
    most: 0.5,
    kind: "open",
  },
  {
    name: "growth",
    title: "Memory growth, call 10,000 to 100,000",
    unit: "%",
    digits: 1,
    limit: 2,
    kind: "growth",
  },
  {
    name: "length",
    title: "Cost of an event, 1,000,000 to 1,000 in a stream",
    unit: "%",
    digits: 0,
    limit: 10,
    kind: "length",
  },
  ...[
    { name: "ledger", title: "JSON call, 1,000 places known to 1", work: knownPlaces, limit: 5 },
    { name: "hooks", title: "JSON call, a hook of each kind to none", work: setHooks, limit: 25 },
    { name: "catalogue", title: "Call, last endpoint to first", work: endpoints, limit: 5 },
  ].map((figure) => ({
    ...figure,
    unit: "%",
    digits: 1,
    kind: /** @type {const} */ ("compared"),
    count: 100,
  })),
  ...Object.entries(inputs).map(([input, work]) => ({
    name: `double-${input.replaceAll(/\W+/g, "-")}`,
    title: `Twice the input: ${input}`,
    unit: "×",
    digits: 2,
    limit: MOST,
    kind: /** @type {const} */ ("doubling"),
    work,
  })),
];

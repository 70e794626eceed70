// Files out of whatever holds bytes, and what they are called.

import { readerOf } from "./readable.js";

/** A file whose bytes are read while the request is sent. */
export class StreamingFile {
  /**
   * @param {AsyncIterable<unknown> | ReadableStream<unknown>} data
   * @param {string} name
   * @param {string} [type]
   */
  constructor(data, name, type) {
    this.data = data;
    this.name = name;
    if (type) this.type = type;
  }
}

/**
 * A file of a stream or of anything that can be iterated, never held in memory as a whole.
 * @param {AsyncIterable<unknown> | ReadableStream<unknown>} data
 * @param {string} name
 * @param {{ type?: string }} [options]
 */
export function toStreamingFile(data, name, { type } = {}) {
  if (typeof name !== "string" || !name) throw new TypeError("toStreamingFile needs a file name");
  return new StreamingFile(data, name, type && checkedType(type));
}

/** @param {string} type */
export function checkedType(type) {
  if (typeof type === "string" && !CONTROL.test(type)) return type;
  throw new TypeError("the type of a file must be a string without control characters");
}

const CONTROL = /[\0-\x1f\x7f]/;

/**
 * A `File` of bytes, text, a `Blob`, a `Response`, a stream or anything that can be iterated.
 * @param {any} input or a promise of it
 * @param {string | null} [name]
 * @param {FilePropertyBag} [options]
 * @returns {Promise<File>}
 */
export async function toFile(input, name, options) {
  const value = await input;
  if (value instanceof File && isAsWanted(value, name, options)) return value;
  const source = isBlob(value) || typeof value?.blob !== "function" ? value : await value.blob();
  const parts = await partsOf(source);
  const type = options?.type ?? parts.find((part) => part.type)?.type;
  const lastModified = options?.lastModified ?? value?.lastModified;
  return new File(parts, name ?? fileName(value ?? {}) ?? "unknown_file", {
    ...options,
    ...(type && { type }),
    ...(lastModified && { lastModified }),
  });
}

/**
 * Whether a file has the name and the properties that are asked for.
 * @param {File} file
 * @param {string | null} [name]
 * @param {FilePropertyBag} [options]
 */
const isAsWanted = (file, name, { type, lastModified, endings } = {}) =>
  (name ?? file.name) === file.name &&
  (type ?? file.type) === file.type &&
  (lastModified ?? file.lastModified) === file.lastModified &&
  endings == null;

/** @param {any} value */
const isBlob = (value) => typeof value?.arrayBuffer === "function" && "size" in value;

/**
 * @param {any} value
 * @returns {Promise<any[]>}
 */
async function partsOf(value) {
  if (typeof value === "string" || ArrayBuffer.isView(value) || value instanceof ArrayBuffer) {
    return [value];
  }
  if (value instanceof Blob) return [value];
  if (isBlob(value)) return [new Blob([await value.arrayBuffer()], { type: value.type })];
  if (!isStreamed(value)) throw new Error(`a file cannot be made of ${typeof value}`);
  const parts = [];
  for await (const part of chunksOf(value)) parts.push(...(await partsOf(part)));
  return parts;
}

/**
 * Whether a value gives its bytes only once, in chunks.
 * @param {any} value
 */
export const isStreamed = (value) =>
  value instanceof StreamingFile ||
  typeof value?.[Symbol.asyncIterator] === "function" ||
  typeof value?.getReader === "function";

/**
 * @param {unknown} source
 * @returns {AsyncIterable<unknown>}
 */
export function chunksOf(source) {
  const reader = readerOf(source);
  const iterator = {
    next: () => /** @type {Promise<any>} */ (reader.read()),
    return: async () => ({ value: await reader.cancel(), done: true }),
  };
  return { [Symbol.asyncIterator]: () => iterator };
}

/**
 * What a file is called, by itself or by where it came from.
 * @param {any} value
 * @param {boolean} [keepsFolders]
 * @param {string} [unnamed] the name of a file that is to have none
 * @returns {string | undefined}
 */
export function fileName({ name, filename, url, path }, keepsFolders, unnamed) {
  if (name === unnamed && unnamed !== undefined) return name;
  const own = name || filename;
  if (own) return keepsFolders ? relativePath(String(own)) : lastOf(String(own));
  if (!url) return path ? lastOf(String(path)) : undefined;
  try {
    const last = lastOf(new URL(url).pathname);
    return last && lastOf(decoded(last));
  } catch {
    return lastOf(String(url));
  }
}

/** @param {string} path */
const lastOf = (path) => path.split(/[\\/]/).pop() || undefined;

/** @param {string} path */
function relativePath(path) {
  const plain = path.replaceAll("\\", "/");
  if (!/^\/|^[a-z]:|(^|\/)\.\.(\/|$)/i.test(plain)) return plain;
  throw new TypeError(`the name of a file must be a relative path without "..", got "${path}"`);
}

/** @param {string} segment of a URL */
function decoded(segment) {
  try {
    const text = decodeURIComponent(segment);
    // A receiver of a form would take these for a line break or a quote.
    return /%(0[AD]|22)/i.test(text) ? segment : text.replace(/[\0-\x1f\x7f]/g, encodeURIComponent);
  } catch {
    return segment;
  }
}

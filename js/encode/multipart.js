// Bodies with files: multipart forms, sent as a stream where a file is one.

import { StreamingFile, checkedType, chunksOf, fileName, isStreamed } from "./file.js";
import { DEEPEST, leavesOf } from "./flatten.js";
import { readableOf } from "./readable.js";

/** @typedef {[name: string, value: any]} Entry */

/**
 * The body of parameters, as the signature of their method says, and its content type.
 * @param {unknown} params
 * @param {Record<string, string>} signature
 */
export function formOf(params, signature) {
  const body = encode(params, signature);
  // Whoever sends it asks for it, if it gets that far.
  body.catch(() => {});
  return body;
}

/**
 * @param {any} params
 * @param {Record<string, string | undefined>} signature
 * @returns {Promise<[body: unknown, type?: string]>}
 */
async function encode(params, { filenames, form, parts, raw }) {
  const keepsFolders = filenames === "paths";
  if (form === "uploads" && !holds(params, isFile)) {
    return params ? [JSON.stringify(params), "application/json"] : [undefined];
  }
  const pairs = parts?.split(",").map((part) => part.split(":")) ?? [];
  const typed = new Map(/** @type {[string, string][]} */ (pairs));
  const names = Object.keys(params ?? {}).filter((name) => params[name] !== undefined);
  if (raw && names.join() === raw) return [textOf(params[raw]), typed.get(raw)];
  const entries = names.flatMap((name) => {
    const type = typed.get(name);
    return type ? [typedPart(name, params[name], type)] : [...leavesOf(name, params[name], isPart)];
  });
  return holds(params, isStreamed)
    ? streamed(entries, keepsFolders)
    : [await formData(entries, keepsFolders)];
}

/** @param {unknown} value */
function textOf(value) {
  if (typeof value === "string") return value;
  throw new TypeError(`a part of a form must be a string, got ${typeof value}`);
}

/**
 * @param {string} name
 * @param {unknown} value
 * @param {string} type
 * @returns {Entry}
 */
function typedPart(name, value, type) {
  const text = textOf(type.endsWith("json") ? JSON.stringify(value) : value);
  return [name, new File([text], "", { type })];
}

/**
 * Whether a value, or something in it, passes a test.
 * @param {unknown} value
 * @param {(value: unknown) => boolean} test
 * @param {number} [depth]
 * @returns {boolean}
 */
export function holds(value, test, depth = 0) {
  if (!value || typeof value !== "object" || depth > DEEPEST) return false;
  if (test(value)) return true;
  return !isFile(value) && Object.values(value).some((inner) => holds(inner, test, depth + 1));
}

/** @param {unknown} value */
const isFile = (value) => value instanceof Response || value instanceof Blob || isStreamed(value);

/**
 * Whether a value stands in a form as it is; throws if neither it nor what is in it can.
 * @param {unknown} value
 * @param {string} name
 */
function isPart(value, name) {
  if (["string", "number", "boolean"].includes(typeof value) || isFile(value)) return true;
  if (value && typeof value === "object") return false;
  throw new TypeError(`${name} cannot be a part of a form, got ${String(value)}`);
}

/**
 * @param {Entry[]} entries
 * @param {boolean} keepsFolders
 */
async function formData(entries, keepsFolders) {
  const form = new FormData();
  for (const [name, value] of entries) {
    if (!isFile(value)) form.append(name, String(value));
    else {
      const file = value instanceof Response ? await value.blob() : value;
      const title = fileName(value, keepsFolders, "");
      if (title !== undefined || file !== value) form.append(name, file, title ?? "unknown_file");
      else form.append(name, file);
    }
  }
  return form;
}

/**
 * @param {Entry[]} entries
 * @param {boolean} keepsFolders
 * @returns {[ReadableStream, string]}
 */
function streamed(entries, keepsFolders) {
  const boundary = `form-${Math.random().toString(36).slice(2)}`;
  const titled = entries.map(([name, value]) => {
    if (!isFile(value)) return { name, value };
    return { name, value, title: fileName(value, keepsFolders) ?? "unknown_file" };
  });
  return [readableOf(multipart(titled, boundary)), `multipart/form-data; boundary=${boundary}`];
}

/**
 * The bytes of a form.
 * @param {{ name: string, value: any, title?: string }[]} parts
 * @param {string} boundary
 */
export async function* multipart(parts, boundary) {
  for (const { name, value, title } of parts) {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${escaped(name)}"`;
    if (title === undefined) yield `${head}\r\n\r\n${value}\r\n`;
    else {
      const type = value instanceof Response ? value.headers.get("content-type") : value.type;
      const shown = checkedType(type || "application/octet-stream");
      yield `${head}; filename="${escaped(title)}"\r\nContent-Type: ${shown}\r\n\r\n`;
      yield* bytesOf(value);
      yield "\r\n";
    }
  }
  yield `--${boundary}--\r\n`;
}

/** @param {string} text */
const escaped = (text) => text.replace(/[\0-\x1f\x7f"\\]/g, encodeURIComponent);

/**
 * @param {unknown} value
 * @returns {AsyncGenerator<string | Uint8Array>}
 */
async function* bytesOf(value) {
  if (typeof value === "string") yield value;
  else if (ArrayBuffer.isView(value)) {
    yield new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  } else if (value instanceof ArrayBuffer) yield new Uint8Array(value);
  else if (value instanceof StreamingFile) yield* bytesOf(value.data);
  else if (value instanceof Response) yield* bytesOf(value.body ?? (await value.blob()));
  else if (value instanceof Blob) yield* bytesOf(value.stream());
  else if (isStreamed(value)) for await (const chunk of chunksOf(value)) yield* bytesOf(chunk);
  else throw new TypeError(`a file cannot hold ${typeof value}`);
}

/**
 * A body as `fetch` takes it, `undefined` if it is to become JSON.
 * @param {any} body
 * @param {boolean} hasType whether the caller names its content type
 */
export function rawBody(body, hasType) {
  if (typeof body === "string") return hasType ? body : undefined;
  if (!body || typeof body !== "object") return undefined;
  const kinds = [ArrayBuffer, Blob, FormData, URLSearchParams, ReadableStream];
  if (ArrayBuffer.isView(body) || kinds.some((kind) => body instanceof kind)) return body;
  const isIterator = body[Symbol.iterator] && typeof body.next === "function";
  return body[Symbol.asyncIterator] || isIterator ? readableOf(body) : undefined;
}

/**
 * Whether a body, or something in it, can be read only once.
 * @param {unknown} body
 */
export const isStream = (body) => holds(body, isStreamed);

// Makes text of bytes, and bytes of what a body brings.

import { OpenAIError } from "../errors.js";

/** So many bytes are read faster one by one: calling the decoder costs as much as 12 of them. */
const FEW = 12;

/** After so many bytes Safari's decoder fails. */
const MOST = 2 ** 31 - 2 ** 20;

const newDecoder = () => new TextDecoder("utf-8", { ignoreBOM: true });

let decoder = newDecoder();
let decoded = 0;

/**
 * The text that bytes stand for; what is no UTF-8 becomes U+FFFD.
 * @param {Uint8Array} bytes
 */
export function decode(bytes) {
  const { length } = bytes;
  if (length > FEW) return decodeMany(bytes);
  let text = "";
  for (let at = 0; at < length; at++) {
    if (bytes[at] > 127) return decodeMany(bytes);
    text += String.fromCharCode(bytes[at]);
  }
  return text;
}

/** @param {Uint8Array} bytes */
function decodeMany(bytes) {
  decoded += bytes.length;
  if (decoded > MOST) [decoder, decoded] = [newDecoder(), bytes.length];
  return decoder.decode(bytes);
}

/** @type {string | undefined} */
let stashed;

/**
 * Stores a text for whoever calls Rust, besides what the call returns.
 * @param {Uint8Array} bytes
 */
export function stash(bytes) {
  stashed = decode(bytes);
}

/** The text that was stored last, once; `undefined` if there is none. */
export function takeStash() {
  const text = stashed;
  stashed = undefined;
  return text;
}

/**
 * The bytes of a chunk: a `fetch` of another library, or a mock, may bring text or other views.
 * @param {unknown} chunk
 * @returns {Uint8Array}
 */
export function bytesOf(chunk) {
  if (chunk instanceof Uint8Array) return chunk;
  if (typeof chunk === "string") return new TextEncoder().encode(chunk);
  if (ArrayBuffer.isView(chunk)) {
    return new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  }
  const isBuffer = Object.prototype.toString.call(chunk) === "[object ArrayBuffer]";
  if (isBuffer) return new Uint8Array(/** @type {ArrayBuffer} */ (chunk));
  if (chunk == null) return new Uint8Array();
  throw new OpenAIError("a body brought a chunk that is neither bytes nor text");
}

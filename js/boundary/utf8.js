// Makes a text of bytes.

/** So many bytes are read faster one by one: asking the decoder costs as much as 12 of them. */
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
let told;

/**
 * Keeps a text that Rust tells while it is called, besides what it gives back.
 * @param {Uint8Array} bytes
 */
export function tell(bytes) {
  told = decode(bytes);
}

/** The text that was told; `undefined` if there was none. */
export function takeTold() {
  const text = told;
  told = undefined;
  return text;
}

// Chance that repeats itself: a small seeded generator, and identifiers made with it.

const lowerHex = "0123456789abcdef";
const alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/**
 * @typedef {() => number} Random  a number from 0 up to 1
 */

/**
 * A mulberry32 generator.
 * @param {number} seed
 * @returns {Random}
 */
export function createRandom(seed) {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  return function random() {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * A number that stands for a text, to seed a generator with.
 * @param {string} text
 */
export function hashText(text) {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ char.codePointAt(0), 0x01000193);
  return hash >>> 0;
}

const draw = (random, alphabet, length) =>
  Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join("");

/** The identifiers of the API, each in its real form. */
export const createId = {
  request: (random) => `req_${draw(random, lowerHex, 32)}`,
  chat: (random) => `chatcmpl-${draw(random, alphanumeric, 29)}`,
  completion: (random) => `cmpl-${draw(random, alphanumeric, 29)}`,
  moderation: (random) => `modr-${draw(random, lowerHex, 24)}`,
  response: (random) => `resp_${draw(random, lowerHex, 50)}`,
  message: (random) => `msg_${draw(random, lowerHex, 50)}`,
  item: (random, prefix) => `${prefix}_${draw(random, lowerHex, 50)}`,
  call: (random) => `call_${draw(random, alphanumeric, 24)}`,
  object: (random, prefix) => `${prefix}${draw(random, alphanumeric, 24)}`,
  file: (random) => `file-${draw(random, alphanumeric, 22)}`,
};

// The padding of streamed events: it hides from a listener how long the text in them is.

const noise = Array.from({ length: 512 }, (_, at) =>
  ((Math.imul(at + 7, 0x9e3779b1) >>> 8) % 36).toString(36),
).join("");

const block = 8;

/**
 * As many characters as make the text up to a whole number of blocks.
 * @param {string} text
 * @param {import("../random.js").Random} random
 */
export function paddingFor(text, random) {
  const at = Math.floor(random() * (noise.length - block));
  return noise.slice(at, at + block - (text.length % block));
}

/** Whether a stream is padded, which it is unless that is declined. */
export const isPadded = ({ stream_options }) => stream_options?.include_obfuscation !== false;

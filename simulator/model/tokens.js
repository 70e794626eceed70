// How text is counted and cut: pieces of about four characters.

const piece = / ?[\p{L}\p{M}]{1,6}| ?\p{N}{1,3}| ?[^\s\p{L}\p{N}]|\s+/gu;

/**
 * @param {string} text
 * @returns {string[]}
 */
export const splitTokens = (text) => text.match(piece) ?? [];

// Of a long text, the beginning tells how many characters a token has.
const sample = 100_000;

/** @param {string} text */
export function countTokens(text) {
  const counted = splitTokens(text.slice(0, sample)).length;
  return text.length <= sample ? counted : Math.round((counted * text.length) / sample);
}

/**
 * Text cut to a number of tokens.
 * @param {string} text
 * @param {number | null | undefined} limit
 */
export function cutTokens(text, limit) {
  const tokens = splitTokens(text);
  const isCut = limit != null && tokens.length > limit;
  const kept = isCut ? tokens.slice(0, limit) : tokens;
  return { text: kept.join(""), tokens: kept, isCut };
}

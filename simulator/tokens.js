// How text is counted and cut: pieces of about four characters.

const piece = / ?[\p{L}\p{M}]{1,6}| ?\p{N}{1,3}| ?[^\s\p{L}\p{N}]|\s+/gu;

/**
 * @param {string} text
 * @returns {string[]}
 */
export const splitTokens = (text) => text.match(piece) ?? [];

export const countTokens = (text) => splitTokens(text).length;

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

// Where two texts differ, word by word.

import { diffWordsWithSpace } from "diff";

/**
 * @param {string} one
 * @param {string} other
 * @returns {{ text: string, kind: "same" | "left" | "right" }[]}
 */
export function differenceOf(one, other) {
  const parts = diffWordsWithSpace(one, other, { timeout: 500 });
  // Texts that have nothing in common take too long to compare, and need not be.
  if (!parts)
    return [
      { text: one, kind: "left" },
      { text: other, kind: "right" },
    ];
  return parts.map(({ value, added, removed }) => ({
    text: value,
    kind: added ? "right" : removed ? "left" : "same",
  }));
}

// How likely tokens were: figures made of the tokens, alike for the same token.

import { hashText } from "../random.js";

const encoder = new TextEncoder();

const one = (token, rank) => ({
  token,
  logprob: -((hashText(token) % 900) / 1_000) - rank,
  bytes: [...encoder.encode(token)],
});

/**
 * @param {string} token
 * @param {number} [alternatives]
 */
export function logprobOf(token, alternatives = 0) {
  const others = Array.from({ length: alternatives }, (_, rank) =>
    one(rank === 0 ? token : `${token}${"…".repeat(rank)}`, rank),
  );
  return { ...one(token, 0), top_logprobs: others };
}

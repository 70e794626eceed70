// What is known of a call that was answered, besides its answer.

/** How many words tell of an attempt. */
const WORDS = 6;

/**
 * @param {string} text the words that Rust has for it (`src/protocol/routing/meta.rs`)
 * @param {Headers} headers of the answer, of which a page may see none
 */
export function metaOf(text, headers) {
  const words = text.split("\0").map((word) => word || null);
  const [organization, organizationOrigin, project, projectOrigin, waited, first] = words;
  const served = (/** @type {string} */ name) => headers.get(`openai-${name}`) || null;
  const attempts = [];
  for (let at = 6; at + WORDS < words.length; at += WORDS) {
    attempts.push(attemptOf(words.slice(at, at + WORDS)));
  }
  return {
    organization,
    organizationOrigin,
    project,
    projectOrigin,
    served: { organization: served("organization"), project: served("project"), charged: null },
    attempts,
    waited: Number(waited),
    timeToFirstByte: Number(first),
  };
}

/** @param {(string | null)[]} words */
function attemptOf([organization, project, waited, duration, status, kind]) {
  return {
    organization,
    project,
    waited: Number(waited),
    duration: Number(duration),
    status: Number(status) || null,
    kind,
  };
}

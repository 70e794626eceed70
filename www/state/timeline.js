// The latest calls on one axis of time: a lane for each organization, moves as jumps between them.

/** So much of the past is shown at most, in milliseconds, and so much at least. */
const most = 60_000;
const least = 10_000;

/** Steps of the axis that people read at a glance. */
const steps = [1_000, 2_000, 5_000, 10_000, 15_000, 30_000];

/**
 * @typedef {object} Piece
 * @property {string} id
 * @property {import("./calls.js").Call} call
 * @property {"request" | "failure" | "wait"} kind
 * @property {string | null} organization
 * @property {number} begun
 * @property {number} ended
 */

/**
 * The stretch of time that is shown: it ends now, or where the last call ended.
 * @param {import("./calls.js").Call[]} calls the latest first
 * @param {number} now
 * @returns {{ begun: number, ended: number } | null}
 */
export function stretchOf(calls, now) {
  if (calls.length === 0) return null;
  const ended = Math.max(...calls.map((call) => call.ended ?? now));
  const near = calls.filter((call) => (call.ended ?? now) > ended - most);
  const first = Math.min(...near.map(({ begun }) => begun));
  const begun = Math.max(ended - most, Math.min(first, ended - least));
  return { begun, ended };
}

/**
 * The marks of an axis, in seconds before its end.
 * @param {{ begun: number, ended: number }} stretch
 */
export function marksOf({ begun, ended }) {
  const length = ended - begun;
  const step = steps.find((one) => length / one <= 6) ?? 30_000;
  const count = Math.floor(length / step);
  return Array.from({ length: count + 1 }, (_, index) => ({
    at: ended - index * step,
    label: index === 0 ? "" : `−${(index * step) / 1_000} s`,
  }));
}

/**
 * What is drawn of a call: its requests and waits, each in the lane of an organization.
 * @param {import("./calls.js").Call} call
 * @param {number} now
 * @returns {Piece[]}
 */
export function piecesOf(call, now) {
  const end = call.ended ?? now;
  const requests = call.attempts.map((attempt, index) => {
    const isLast = index === call.attempts.length - 1;
    const isFailed = Boolean(attempt.kind) || (isLast && call.status === "failed");
    return {
      kind: /** @type {const} */ (isFailed ? "failure" : "request"),
      organization: attempt.organization,
      begun: attempt.begun,
      ended: isLast && !attempt.kind ? end : (attempt.ended ?? end),
    };
  });
  const waits = call.waits.map(({ at, wait }) => ({
    kind: /** @type {const} */ ("wait"),
    organization: requests.findLast(({ begun }) => begun <= at)?.organization ?? null,
    begun: at,
    ended: Math.min(at + wait, end),
  }));
  return [...requests, ...waits].map((piece, index) => ({
    id: `${call.id}-${index}`,
    call,
    ...piece,
  }));
}

/**
 * Where a call went on in another lane.
 * @param {import("./calls.js").Call} call
 * @returns {{ id: string, at: number, from: string | null, to: string | null }[]}
 */
export const jumpsOf = ({ id, attempts }) =>
  attempts.slice(1).flatMap(({ organization: to, begun: at }, index) => {
    const { organization: from } = attempts[index];
    return from === to ? [] : [{ id: `${id}-jump-${index}`, at, from, to }];
  });

/**
 * The lanes: the organizations of the calls, in the order of the list.
 * @param {Piece[]} pieces
 * @param {{ id: string }[]} organizations
 * @returns {(string | null)[]}
 */
export function lanesOf(pieces, organizations) {
  const used = new Set(pieces.map(({ organization }) => organization));
  const known = organizations.map(({ id }) => id).filter((id) => used.has(id));
  const others = [...used].filter((id) => id !== null && !known.includes(id));
  return [...known, ...others, ...(used.has(null) ? [null] : [])];
}

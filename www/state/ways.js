// What a person can do about a failure or a wait, beside asking again.

import { blockedUntil, isRefused } from "./organizations.js";

/** Another organization helps against failures that concern one of these. */
const helpedByOthers = new Set(["organization", "project", "model"]);

/** More buttons than these are a list to read. */
const most = 3;

/**
 * The organizations that could be asked in the place of one: not where the key was refused, not
 * where nothing is left.
 * @param {any} state
 * @param {string | null} organization
 * @returns {string[]}
 */
export function askableBeside({ organizations }, organization, now = Date.now()) {
  const others = organizations.filter(
    (known) => known.id !== organization && !isRefused(known) && blockedUntil(known, null) <= now,
  );
  return others.slice(0, most).map(({ id }) => id);
}

/**
 * The ways on from a failure.
 * @param {any} state
 * @param {{ diagnosis: any }} error
 * @param {string | null} organization it was sent with
 * @returns {{ id: string, label: string, organization: string | null }[]}
 */
export function waysFrom(state, { diagnosis }, organization, nameOf) {
  if (!helpedByOthers.has(diagnosis?.scope)) return [];
  const others = askableBeside(state, organization).map((id) => ({
    id,
    label: `Ask ${nameOf(id)} instead`,
    organization: id,
  }));
  if (organization === null) return others;
  const none = { id: "none", label: "Send without organization", organization: null };
  return [...others, none];
}

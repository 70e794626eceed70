// The organizations of the page: their names, colours, and what was found out about them.

/** How many colours style/tokens.css has. */
const hues = 6;

/**
 * @typedef {object} Known
 * @property {string} id
 * @property {string} name
 * @property {number} hue
 * @property {boolean} isChecking
 * @property {{ at: number, until: number } | null} drained since when nothing is left, and until when
 * @property {number} roomAt when there is room again, as a server has put it
 * @property {boolean} isRefused whether a call with the key was refused for it
 * @property {any} finding what `client.verify` found; `null`: not asked yet
 */

/**
 * @param {{ id: string, name: string }[]} organizations
 * @returns {Known[]}
 */
export function createRoster(organizations) {
  return organizations.reduce((roster, one) => withOrganization(roster, one), []);
}

/** What is not known of an organization at first, nor with another key. */
export const unknown = { drained: null, roomAt: 0, finding: null, isRefused: false };

/**
 * A roster with one more organization, in the first colour that is free.
 * @param {Known[]} roster
 * @param {{ id: string, name?: string }} organization
 * @returns {Known[]}
 */
export function withOrganization(roster, { id, name, hue: own = -1 }) {
  const taken = new Set(roster.map(({ hue }) => hue));
  const free = Array.from({ length: hues }, (_, hue) => hue).find((hue) => !taken.has(hue));
  const isOwn = Number.isInteger(own) && own >= 0 && own < hues;
  const hue = isOwn ? own : (free ?? roster.length % hues);
  const known = { id, name: name || id, hue, isChecking: false, ...unknown };
  return [...roster, known];
}

/**
 * Two letters for an organization whose colour another one has as well; else nothing.
 * @param {Known[]} roster
 * @param {{ id: string | null, name: string, hue: number | string }} one
 */
export function initialsOf(roster, { id, name, hue }) {
  const isAlone = !roster.some((other) => other.id !== id && other.hue === hue);
  if (isAlone) return "";
  const words = name.replace(/^org-/, "").match(/[\p{L}\p{N}]+/gu) ?? [];
  const letters = words.length > 1 ? [words[0][0], words[1][0]] : [(words[0] ?? "").slice(0, 2)];
  return letters.join("").toUpperCase();
}

/** Whether the key is known to be of no use there: to wait would not help. */
export const isRefused = ({ finding = null, isRefused = false }) =>
  finding === null ? isRefused : finding.hasAccess === false;

/**
 * Until when an organization takes no calls, as far as is known; 0 where nothing stands against it.
 *
 * The wait that a server asked for is nearer to the truth than when its limit is full again.
 * @param {{ drained?: { until: number } | null, roomAt?: number }} known
 * @param {{ exhaustedUntil: number | null } | null} report
 */
export function blockedUntil(known, report, now = Date.now()) {
  if (isRefused(known)) return 0;
  const near = Math.max(known.drained?.until ?? 0, known.roomAt ?? 0);
  return near > now || known.roomAt ? near : (report?.exhaustedUntil ?? 0);
}

/**
 * Why an id cannot be added; empty if it can.
 * @param {Known[]} roster
 * @param {string} id
 */
export function problemWith(roster, id) {
  if (!id) return "Type the id of an organization, such as org-abc123.";
  if (!/^[\x21-\x7e]+$/.test(id)) return "An id has no spaces and only plain ASCII characters.";
  if (roster.some((known) => known.id === id)) return `${id} is already in the list.`;
  return "";
}

/**
 * The ids that routing may choose among: not where the key was found to have no access.
 * @param {Known[]} roster
 */
export const routable = (roster) =>
  roster.filter(({ finding }) => finding?.hasAccess !== false).map(({ id }) => id);

/**
 * @param {Known[]} roster
 * @param {string | null} id
 */
export function nameOf(roster, id) {
  if (id === null) return "Default";
  return roster.find((known) => known.id === id)?.name ?? id;
}

/**
 * The number of an organization's colour; the account's default has none.
 * @param {Known[]} roster
 * @param {string | null} id
 */
export function hueOf(roster, id) {
  return `${roster.find((known) => known.id === id)?.hue ?? "none"}`;
}

/**
 * A label for what is known of the access to an organization.
 * @param {Known} known
 * @returns {{ label: string, tone: "good" | "bad" | "unsure" | "plain", detail: string, help: string }}
 */
export function badgeOf({ isChecking, finding }) {
  if (isChecking) return { label: "Checking…", tone: "plain", detail: "", help: "" };
  if (!finding) return { label: "Not checked yet", tone: "plain", detail: "", help: "" };
  const { hasAccess, models, isDefault, served, diagnosis } = finding;
  if (hasAccess === null) {
    return { label: "Cannot tell", tone: "unsure", detail: "", help: diagnosis.remedy };
  }
  if (!hasAccess) return { label: "No access", tone: "bad", detail: "", help: diagnosis.remedy };
  const parts = [`${models} ${models === 1 ? "model" : "models"}`];
  if (isDefault) parts.push("default of the key");
  if (served) parts.push(`known there as ${served}`);
  return { label: "Access", tone: "good", detail: parts.join(" · "), help: "" };
}

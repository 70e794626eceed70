// The organizations of the page: their names, colours, and what was found out about them.

/** How many colours style/tokens.css has. */
const hues = 6;

/**
 * @typedef {object} Known
 * @property {string} id
 * @property {string} name
 * @property {number} hue
 * @property {boolean} isChecking
 * @property {any} finding what `client.verify` found; `null`: not asked yet
 */

/**
 * @param {{ id: string, name: string }[]} organizations
 * @returns {Known[]}
 */
export function createRoster(organizations) {
  return organizations.reduce((roster, one) => withOrganization(roster, one), []);
}

/**
 * A roster with one more organization, in the first colour that is free.
 * @param {Known[]} roster
 * @param {{ id: string, name?: string }} organization
 * @returns {Known[]}
 */
export function withOrganization(roster, { id, name }) {
  const taken = new Set(roster.map(({ hue }) => hue));
  const free = Array.from({ length: hues }, (_, hue) => hue).find((hue) => !taken.has(hue));
  const hue = free ?? roster.length % hues;
  return [...roster, { id, name: name || id, hue, isChecking: false, finding: null }];
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
 * A word for what is known of the access to an organization.
 * @param {Known} known
 * @returns {{ word: string, tone: "good" | "bad" | "unsure" | "plain", detail: string, help: string }}
 */
export function badgeOf({ isChecking, finding }) {
  if (isChecking) return { word: "Checking…", tone: "plain", detail: "", help: "" };
  if (!finding) return { word: "Not checked yet", tone: "plain", detail: "", help: "" };
  const { hasAccess, models, isDefault, served, diagnosis } = finding;
  if (hasAccess === null) {
    return { word: "Cannot tell", tone: "unsure", detail: "", help: diagnosis.remedy };
  }
  if (!hasAccess) return { word: "No access", tone: "bad", detail: "", help: diagnosis.remedy };
  const parts = [`${models} ${models === 1 ? "model" : "models"}`];
  if (isDefault) parts.push("default of the key");
  if (served) parts.push(`known there as ${served}`);
  return { word: "Access", tone: "good", detail: parts.join(" · "), help: "" };
}

// Asks, for each of several organizations, whether the key may use it.

import { OpenAIError } from "../errors.js";

/**
 * One free request an organization, and one for the account's default, all at once.
 * @param {any} client
 * @param {string[]} organizations
 */
export async function verify(client, organizations) {
  if (!Array.isArray(organizations) || organizations.some((id) => typeof id !== "string")) {
    throw new OpenAIError("verify takes an array of organization ids");
  }
  const [own, ...found] = await Promise.all([null, ...organizations].map((id) => look(client, id)));
  return found.map((one) => ({ ...one, isDefault: isSame(one, own) }));
}

/**
 * What the key sees in an organization.
 * @param {any} client
 * @param {string | null} organization `null` for the account's default
 */
async function look(client, organization) {
  try {
    const { data, meta } = await client.models.list({ organization }).withResponse();
    const served = meta.served.organization;
    return { organization, hasAccess: true, models: data.data.length, served, diagnosis: null };
  } catch (error) {
    const { diagnosis } = /** @type {any} */ (error);
    if (!diagnosis) throw error;
    // Only an answer tells that the key has no access: a broken connection tells nothing.
    const hasAccess = NO_ACCESS.has(diagnosis.scope) ? false : null;
    return { organization, hasAccess, models: null, served: null, diagnosis };
  }
}

const NO_ACCESS = new Set(["organization", "project", "key", "account"]);

/**
 * Whether two looks ended up in the same organization; `null` where the headers that tell are
 * hidden, as they are from pages.
 * @param {{ served: string | null }} one
 * @param {{ served: string | null }} other
 */
const isSame = (one, other) => (one.served && other.served ? one.served === other.served : null);

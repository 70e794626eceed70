// Asks, for each of several organizations, whether the key may use it.

import { OpenAIError } from "../errors.js";

/**
 * One free request an organization, and one for the account's default, all at once.
 * @param {any} client
 * @param {string | string[]} wanted ids, or names of listed organizations
 */
export async function verify(client, wanted) {
  const organizations = typeof wanted === "string" ? [wanted] : wanted;
  if (!Array.isArray(organizations) || organizations.some((id) => typeof id !== "string")) {
    throw new OpenAIError("verify takes an organization, or an array of them");
  }
  const [own, ...found] = await Promise.all([null, ...organizations].map((id) => look(client, id)));
  return found.map((one) => judged(one, found, own));
}

/**
 * What is seen in an organization.
 * @param {any} client
 * @param {string | null} asked `null` for the account's default
 */
async function look(client, asked) {
  try {
    const { data, meta } = await client.models.list({ organization: asked }).withResponse();
    const { served, organization } = meta;
    const models = data.data.length;
    return { asked, organization, hasAccess: true, models, served: served.organization };
  } catch (error) {
    const { diagnosis } = /** @type {any} */ (error);
    if (!diagnosis) throw error;
    // Only an answer tells that the key has no access: a broken connection tells nothing.
    const hasAccess = NO_ACCESS.has(diagnosis.scope) ? false : null;
    const { organization } = diagnosis.sent;
    return { asked, organization, hasAccess, models: null, served: null, diagnosis };
  }
}

const NO_ACCESS = new Set(["organization", "project", "key", "account"]);

/** @typedef {Awaited<ReturnType<typeof look>>} Look */

/**
 * What is reported of a look, beside the others.
 * @param {Look} one
 * @param {Look[]} all
 * @param {Look} own
 */
function judged(one, all, own) {
  const { asked, diagnosis = null, ...rest } = one;
  const pinned = all.some((two) => two.organization !== one.organization && isSame(one, two));
  return {
    ...rest,
    name: asked === one.organization ? null : asked,
    hasAccess: pinned ? null : one.hasAccess,
    isDefault: isSame(one, own),
    note: pinned ? PINNED : null,
    diagnosis,
  };
}

const PINNED =
  "another id was served by the same organization: something in between decides which one is used";

/**
 * Whether two looks ended up in the same organization; `null` where the headers that tell are
 * hidden, as they are from pages.
 * @param {{ served: string | null }} one
 * @param {{ served: string | null }} other
 */
const isSame = (one, other) => (one.served && other.served ? one.served === other.served : null);

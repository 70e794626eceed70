// What a key may do in each organization, and what is left there.

import { badgeOf } from "../state/organizations.js";

/**
 * @param {ReturnType<typeof import("../state/store.js").createStore>} store
 * @param {{ client: any, isReady: Promise<void> }} current
 * @param {() => void} route
 */
export function createAccess({ state, update }, current, route) {
  /** @param {string[]} ids */
  async function verify(ids) {
    const asked = state.organizations.filter(({ id }) => ids.includes(id));
    for (const known of asked) known.isChecking = true;
    update();
    await current.isReady;
    const found = await current.client.verify(ids).catch((error) => ids.map(() => unclear(error)));
    for (const known of asked) {
      Object.assign(known, { isChecking: false, finding: found[ids.indexOf(known.id)] });
    }
    route();
    state.announcement = asked.map((one) => `${one.name}: ${badgeOf(one).label}`).join(". ");
    update();
  }

  /** @param {string | null} organization */
  const rateLimits = (organization) =>
    current.client?.rateLimits({ organization, model: state.model }) ?? null;

  return { verify, rateLimits };
}

const unclear = ({ message }) => ({ hasAccess: null, diagnosis: { remedy: message } });

// The client of the page: made from an address and a key, switched, and asked what it may do.

import { OpenAIClient } from "/openai-wasm/web.js";
import { badgeOf, routable } from "../state/organizations.js";

/** No answer in this time is none that a person waits for. */
const timeout = 120_000;

/**
 * The key lives in the client alone; the state only holds its label.
 * @param {ReturnType<typeof import("../state/store.js").createStore>} store
 * @param {{ client: any, isReady: Promise<void>, settle: () => void }} held
 */
export function createConnection({ state, update }, held) {
  /**
   * Makes the client anew; what was being answered keeps the old one.
   * @param {{ baseURL: string, apiKey: string | null }} wish a key of `null` keeps the one in use
   */
  function connect({ baseURL, apiKey }) {
    try {
      held.client = clientFor(held.client, baseURL, apiKey);
    } catch (error) {
      state.connection.problem = error.message;
      return update();
    }
    const { baseURL: shown, apiKey: label } = held.client.toJSON();
    Object.assign(state.connection, { baseURL: shown, key: label, problem: "", isOpen: false });
    for (const known of state.organizations) known.finding = null;
    held.settle();
    held.client.organization = state.organization;
    route();
    void listModels();
  }

  /** @param {string | null} organization from the next message on */
  function choose(organization) {
    state.organization = organization;
    if (state.rival === organization) state.rival = undefined;
    if (held.client) {
      held.client.organization = organization;
      void listModels();
    }
    update();
  }

  /** Tells the client which organizations it may choose among. */
  function route() {
    if (!held.client) return update();
    const organizations = routable(state.organizations).map((organization) => ({ organization }));
    const isOn = state.routing !== "off" && organizations.length > 0;
    const routing = isOn ? state.routing : null;
    held.client = held.client.withOptions({ organizations, routing });
    update();
  }

  async function listModels() {
    const { organization } = state;
    try {
      const { data } = await held.client.models.list({ organization, maxRetries: 0 });
      if (organization !== state.organization) return;
      state.models = data.map(({ id }) => id);
      if (!state.model) state.model = state.models[0] ?? "";
    } catch {
      // The model can be typed; what is wrong is said when a message is sent.
    }
    update();
  }

  /** @param {string[]} ids */
  async function verify(ids) {
    const asked = state.organizations.filter(({ id }) => ids.includes(id));
    for (const known of asked) known.isChecking = true;
    update();
    await held.isReady;
    const found = await held.client.verify(ids).catch((error) => ids.map(() => unclear(error)));
    for (const known of asked) {
      Object.assign(known, { isChecking: false, finding: found[ids.indexOf(known.id)] });
    }
    route();
    state.announcement = asked.map((one) => `${one.name}: ${badgeOf(one).word}`).join(". ");
    update();
  }

  /** @param {string | null} organization */
  const rateLimits = (organization) =>
    held.client?.rateLimits({ organization, model: state.model }) ?? null;

  return { connect, choose, route, verify, rateLimits };
}

const unclear = ({ message }) => ({ hasAccess: null, diagnosis: { remedy: message } });

function clientFor(client, baseURL, apiKey) {
  if (client && apiKey === null) return client.withOptions({ baseURL });
  // A server on this machine often wants no key at all, but the client wants one.
  const options = { baseURL, apiKey: apiKey || "none", timeout };
  return new OpenAIClient({ ...options, dangerouslyAllowBrowser: true });
}

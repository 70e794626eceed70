// What belongs to one server: its organizations, and what is asked of its models.

import { createRoster, withOrganization } from "./organizations.js";
import { noParameters } from "./parameters.js";

/**
 * What is kept of a server; never its key.
 * @param {any} state
 */
export const profileOf = (state) => ({
  baseURL: state.connection.baseURL,
  hasKey: state.connection.hasKey && !state.connection.isSimulated,
  organizations: state.organizations.map(({ id, name, hue }) => ({ id, name, hue })),
  organization: state.organization,
  routing: state.routing,
  api: state.api,
  model: state.model,
  system: state.system,
  parameters: { ...state.parameters },
});

/**
 * What is known of a server that was never met.
 * @param {string} baseURL
 * @param {{ baseURL: string, models: string[], organizations: any[] } | null} simulator
 */
export function newProfile(baseURL, simulator) {
  const isSimulator = simulator?.baseURL === baseURL;
  const organizations = isSimulator ? simulator.organizations : [];
  return {
    baseURL,
    organizations,
    organization: organizations[0]?.id ?? null,
    routing: "off",
    api: "chat",
    model: isSimulator ? (simulator.models[0] ?? "") : "",
    system: "",
    parameters: { ...noParameters },
  };
}

/**
 * Puts what belongs to a server in the place of what belonged to another.
 * @param {any} state
 * @param {any} profile
 */
export function applyProfile(state, profile) {
  const { organizations = [], organization = null, parameters, ...rest } = profile;
  const roster = createRoster(organizations.filter(isOrganization));
  const isThere = roster.some(({ id }) => id === organization);
  const { routing = "off", api = "chat", model = "", system = "" } = rest;
  Object.assign(state, { routing, api, model, system, rival: null, isPinned: false });
  state.organizations = roster;
  state.organization = isThere ? organization : null;
  state.parameters = { ...noParameters, ...parameters };
}

const isOrganization = (one) => typeof one?.id === "string" && one.id !== "";

/**
 * Follows what another tab has changed of the same server: what was added there is here as well.
 * @param {any} state
 * @param {any} profile
 */
export function mergeProfile(state, { organizations = [] }) {
  for (const one of organizations.filter(isOrganization)) {
    const known = state.organizations.find(({ id }) => id === one.id);
    if (known) known.name = one.name || known.id;
    else state.organizations = withOrganization(state.organizations, one);
  }
  const ids = new Set(organizations.map(({ id }) => id));
  state.organizations = state.organizations.filter(({ id }) => ids.has(id));
  if (!ids.has(state.organization)) state.organization = null;
}

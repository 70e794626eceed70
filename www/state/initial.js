// What the page knows when it opens.

import { createRoster } from "./organizations.js";

/**
 * @typedef {object} Config what the server of the page tells of the API
 * @property {"simulator" | "model" | "none"} mode
 * @property {string} baseURL
 * @property {string} apiKey
 * @property {string[]} models
 * @property {{ id: string, name: string }[]} [organizations]
 */

/** @type {Config} */
const unknown = { mode: "none", baseURL: "https://api.openai.com/v1", apiKey: "", models: [] };

/** @param {Partial<Config>} [config] */
export function initialState(config) {
  const { mode, baseURL, models, organizations = [] } = { ...unknown, ...config };
  return {
    mode,
    /** What may be shown of the connection; the key is with the client alone. */
    connection: { baseURL, key: "no key", problem: "", isOpen: false },
    organizations: createRoster(organizations),
    /** The organization of the next message; `null`: the account's default. */
    organization: organizations[0]?.id ?? null,
    /** The organization that gets the same message as well; `undefined`: none. */
    rival: undefined,
    routing: "off",
    api: "chat",
    model: models[0] ?? "",
    models,
    system: "",
    turns: [],
    /** The turn whose prompt is being edited. */
    edited: null,
    calls: [],
    /** In what the inspector shows code. */
    language: "JavaScript",
    armed: [],
    view: "chat",
    announcement: "",
  };
}

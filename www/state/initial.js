// What the page knows when it opens.

import { applyProfile, newProfile } from "./profile.js";

/**
 * @typedef {object} Config what the server of the page says of the API
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
  const { mode, baseURL, apiKey, models, organizations = [] } = { ...unknown, ...config };
  const simulator = mode === "simulator" ? { baseURL, apiKey, models, organizations } : null;
  const state = {
    mode,
    /** What answers where nothing else is connected, if this page brings it. */
    simulator,
    connection: newConnection(baseURL, simulator !== null),
    /** Another organization or model that gets the same message as well; `null`: none. */
    rival: null,
    models,
    /** Whether an organization was chosen in spite of routing. */
    isPinned: false,
    turns: [],
    chat: { id: 0, title: "", draft: "" },
    chats: [],
    /** The turn whose prompt is being edited. */
    edited: null,
    calls: [],
    /** In what the inspector shows code. */
    language: "JavaScript",
    /** What the next messages are to meet. */
    armed: [],
    view: "chat",
    notice: "",
    /** When a notice has had its time; 0: when somebody puts it away. */
    noticeUntil: 0,
    announcement: "",
  };
  applyProfile(state, newProfile(baseURL, simulator));
  if (!simulator) state.model = models[0] ?? "";
  return state;
}

/** What may be shown of the connection; the key is with the client alone. */
const newConnection = (baseURL, isSimulated) => ({
  baseURL,
  isSimulated,
  key: "no key",
  hasKey: false,
  isPublicKey: false,
  isOpen: false,
  isTesting: false,
  /** What came of the last test. */
  report: null,
});

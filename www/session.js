// What the page does with the client, for all components.

import { createConnection } from "./session/connection.js";
import { createQuestions } from "./session/questions.js";

/** @param {ReturnType<typeof import("./state/store.js").createStore>} store */
export function createSession(store) {
  const held = { client: null };
  return { ...createConnection(store, held), ...createQuestions(store, held) };
}

// What the page does with the client, for all components.

import { createConnection } from "./session/connection.js";
import { createQuestions } from "./session/questions.js";

/** The client, and the promise that there is one: the page can be used before it is. */
function createHeld() {
  const held = { client: null, isReady: null, settle: null };
  held.isReady = new Promise((resolve) => (held.settle = resolve));
  return held;
}

/** @param {ReturnType<typeof import("./state/store.js").createStore>} store */
export function createSession(store) {
  const held = createHeld();
  return { ...createConnection(store, held), ...createQuestions(store, held) };
}

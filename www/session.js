// What the page does with the client, for all components.

import { createAccess } from "./session/access.js";
import { Chats } from "./session/chats.js";
import { Connection } from "./session/connection.js";
import { Questions } from "./session/questions.js";

/** The client, and the promise that there is one: the page can be used before it is. */
function createCurrent(storage, profiles) {
  const current = { client: null, isReady: null, settle: null, storage, profiles };
  current.isReady = new Promise((resolve) => (current.settle = resolve));
  return current;
}

/**
 * @param {ReturnType<typeof import("./state/store.js").createStore>} store
 * @param {any} storage what keeps chats; `null` where a browser keeps nothing
 * @param {any[]} profiles of servers met before
 */
export function createSession(store, storage, profiles) {
  const current = createCurrent(storage, new Map(profiles.map((one) => [one.baseURL, one])));
  const connection = new Connection(store, current);
  const questions = new Questions(store, current);
  const chats = new Chats(store, current, () => questions.stop());
  const access = createAccess(store, current, () => connection.route());
  return { connection, questions, chats, access };
}

// The controls of the simulator: what it can be made to do.

import { reach } from "./session/transport.js";

/** An organization stays without room for so long, in milliseconds: time to see what happens then. */
const pauseOfExhaustion = 30_000;

/**
 * @param {string} path
 * @param {any} [body]
 */
async function post(path, body) {
  const headers = { "content-type": "application/json" };
  const init = { method: "POST", headers, body: body && JSON.stringify(body) };
  const response = await reach(`_simulator/${path}`, init);
  return response.json();
}

const pathOf = (id, action) => `organizations/${encodeURIComponent(id)}/${action}`;

/**
 * Leaves an organization with nothing for a while.
 * @param {string} id
 * @returns {Promise<number>} until when
 */
export async function exhaust(id) {
  const { error } = await post(pathOf(id, "exhaust"), { for: pauseOfExhaustion });
  if (error) throw new Error(`The simulator has no ${id}.`);
  return Date.now() + pauseOfExhaustion;
}

/** @param {string} id */
export async function restore(id) {
  const { error } = await post(pathOf(id, "restore"));
  if (error) throw new Error(`The simulator has no ${id}.`);
}

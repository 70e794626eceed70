// The controls of the simulator: what it can be told to do to the next calls.

/**
 * @param {string} path
 * @param {any} [body]
 * @param {string} [method]
 */
async function tell(path, body, method = "POST") {
  const headers = { "content-type": "application/json" };
  const init = { method, headers, body: body && JSON.stringify(body) };
  const response = await fetch(`_simulator/${path}`, init);
  return response.json();
}

/**
 * @param {string} id
 * @param {"exhaust" | "restore"} action
 * @returns {Promise<string>} what happened, for people
 */
export async function changeOrganization(id, action) {
  const { error } = await tell(`organizations/${encodeURIComponent(id)}/${action}`);
  if (error) return `The simulator has no ${id}.`;
  if (action === "restore") return `${id} has its limits back.`;
  return `${id} has no requests and no tokens left; they come back within a minute.`;
}

/** @param {{ fault: string, [parameter: string]: unknown }} fault of the next message */
export const arm = (fault) => tell("faults", { match: { method: "POST" }, times: 1, ...fault });

export const disarm = () => tell("faults", undefined, "DELETE");

/** @returns {Promise<{ id: number, fault: string }[]>} */
export const armed = () => fetch("_simulator/faults").then((response) => response.json());

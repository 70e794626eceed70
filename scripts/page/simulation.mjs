// The simulator as the page meets it: a key, a few organizations, and the paths that it answers.
import { requestListener } from "../../simulator/node.js";
import { createSimulator } from "../../simulator/app.js";

/** The simulator's key that belongs to several organizations. */
const apiKey = "sk-simulator";

/** The organizations that the page offers; the key has no access to the last one. */
const offered = ["org-personal", "org-team", "org-stranger"];

/** @param {Parameters<typeof createSimulator>[0]} [options] */
export function createSimulation(options) {
  const simulator = createSimulator(options);
  const titles = new Map(simulator.organizations().map(({ id, title }) => [id, title]));
  const config = async (origin) => ({
    mode: "simulator",
    baseURL: `${origin}/v1`,
    apiKey,
    models: await modelsOf(simulator, origin),
    organizations: offered.map((id) => ({ id, name: titles.get(id) ?? id })),
  });
  return { simulator: requestListener(simulator), config, controls: simulator };
}

async function modelsOf(simulator, origin) {
  const headers = { authorization: `Bearer ${apiKey}` };
  const answer = await simulator.fetch(new Request(`${origin}/v1/models`, { headers }));
  const { data = [] } = await answer.json();
  return data.map(({ id }) => id);
}

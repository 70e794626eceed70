// The simulator on a port of its own, and clients of the packed package that use it.
import { serveSimulator } from "../../simulator/node.js";
import { OpenAIClient } from "./client.js";

/**
 * Runs a test against a simulator that answers without delays.
 * @param {(world: { url: string, simulator: any, client: (options?: any) => any }) => Promise<void>} test
 * @param {any} [options] of the simulator
 */
export function withSimulator(test, options) {
  return async () => {
    const { baseURL, url, simulator, close } = await serveSimulator({ pace: 0, ...options });
    const client = (/** @type {any} */ given) =>
      new OpenAIClient({ apiKey: "sk-simulator", baseURL, ...given });
    try {
      await test({ url, simulator, client });
    } finally {
      await close();
    }
  };
}

/** A short chat. */
export const chat = { model: "gpt-4o", messages: [{ role: "user", content: "Say hello" }] };

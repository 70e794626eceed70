// The client that ours is compared with.
import OpenAI from "openai";

export const clientOptions = {
  apiKey: "sk-test",
  adminAPIKey: "sk-admin-test",
  organization: "org-test",
  project: "proj_test",
  baseURL: "https://api.test/v1",
  logLevel: "off",
  maxRetries: 0,
};

/**
 * @param {typeof fetch} fetch
 * @param {object} [more]
 * @returns {any}
 */
export function makeOracle(fetch, more) {
  return new OpenAI({ ...clientOptions, fetch, ...more });
}

// The differences from `openai` that are meant, each with its reason.

/**
 * @typedef {object} Difference
 * @property {string} where the comparison in which it shows
 * @property {string} what the case there
 * @property {string} reason
 * @property {string} [error] the class that ours throws instead
 */

const cutOff =
  "what ends without its end marker was cut off, and says so after the items that came";
const noJson = "the error says which answer, or which event of a stream, was not JSON";
const elsewhere = "another service than the API of OpenAI";

/** @type {Difference[]} */
export const differences = [
  ...["an end without an end marker", "an event cut off", "nothing"].map((what) => ({
    where: "streams",
    what,
    reason: cutOff,
    error: "IncompleteStreamError",
  })),
  { where: "streams", what: "broken JSON", reason: noJson, error: "OpenAIError" },
  { where: "values", what: "broken JSON", reason: noJson, error: "OpenAIError" },
  {
    where: "values",
    what: "a page of HTML",
    reason: "no endpoint answers with a page: the base URL is wrong, or a proxy has answered",
    error: "OpenAIError",
  },
  {
    where: "errors",
    what: "a broken connection",
    reason: "the message goes on to say what may be wrong",
  },
  {
    where: "streams",
    what: "a broken connection",
    reason: "the error says that the stream broke off, and has what the network says as its cause",
    error: "IncompleteStreamError",
  },
  {
    where: "options in place of params",
    what: "beta.agents.environments.files.list",
    reason: "options are taken for options in every list, and never sent as a query",
  },
  {
    where: "clients",
    what: "a base URL with a query",
    reason: "parameters keep the order of the URL",
  },
  { where: "exports", what: "AzureOpenAI", reason: elsewhere },
  { where: "exports", what: "BedrockOpenAI", reason: elsewhere },
  { where: "exports", what: "OAuthError", reason: "thrown for workload identities alone" },
  {
    where: "exports",
    what: "SubjectTokenProviderError",
    reason: "thrown for workload identities alone",
  },
  { where: "exports", what: "ComputerToolset", reason: "a helper above the API" },
];

/**
 * The entry for a case, if it differs on purpose.
 * @param {string} where
 * @param {string} what
 */
export function differenceIn(where, what) {
  return differences.find((entry) => entry.where === where && entry.what === what);
}

// A failure in plain words: a title, one sentence that helps, and the details for who wants them.

/** What an error means, by the kind of its diagnosis. */
const titles = {
  invalid_organization: "This key has no access to {organization}",
  mismatched_organization: "The key belongs to another organization than {organization}",
  no_organization: "The account of this key is in no organization",
  invalid_api_key: "The server does not know this key",
  missing_api_key: "No key was sent",
  rate_limit_exceeded: "{organization} has reached its rate limit",
  too_many_requests: "{organization} has reached its rate limit",
  insufficient_quota: "The quota of {organization} is used up",
  organization_spend_limit_exceeded: "{organization} has reached its spend limit",
  model_not_found: "{organization} has no access to this model",
  organization_not_verified: "{organization} is not verified for this",
  server_error: "The server failed",
  server_is_overloaded: "The server is overloaded",
  connection_failed: "No answer came from the server",
  connection_or_cors: "The browser could not read an answer",
  timeout: "No answer came in time",
  stream_truncated: "The answer broke off",
  unexpected_body: "The answer is not one of the API",
  request_too_large: "The request is larger than the limit",
};

/**
 * @typedef {object} Failure
 * @property {string} message of the error
 * @property {string | null} said what the server said, if it was the server who spoke
 * @property {string} remedy
 * @property {any} diagnosis
 * @property {number | null} status
 */

/**
 * @param {any} error thrown by the client, or the failure that an event told of
 * @returns {Failure}
 */
export function failureOf(error) {
  const { message = "", diagnosis = null, status = null } = error;
  const isOurs = error instanceof Error;
  const said = isOurs ? saidBy(error) : message;
  const remedy = diagnosis?.remedy ?? (isOurs ? sentence(message) : sentenceOfEvent(error));
  return { message: `${message}`, said, remedy, diagnosis, status };
}

/** The words of a server stand in the body of its answer; all else is the client's or ours. */
function saidBy({ error, status }) {
  const body = error?.error ?? error;
  if (typeof body?.message === "string") return body.message;
  return status && typeof body === "string" && !/^\s*</.test(body) ? body.slice(0, 500) : null;
}

const sentence = (text) => {
  const trimmed = `${text}`.trim().replace(/^./, (first) => first.toUpperCase());
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
};

/** A server that fails in the middle of an answer says so in an event. */
const sentenceOfEvent = ({ code }) =>
  code
    ? `The server ended its answer with the code ${code}.`
    : "The server ended its answer as failed, and gave no reason.";

/**
 * @param {Failure} failure
 * @param {string} organization its name
 */
export function titleOf({ diagnosis, message, said }, organization) {
  const title = titles[diagnosis?.kind ?? ""];
  if (title) return title.replace("{organization}", organization);
  if (/HTML|with a page/i.test(message)) return "The server answered with a web page";
  return said ? "The server refused the call" : "The call failed";
}

/**
 * The one sentence under the title: what helps where the failure is known, else the server's words.
 * @param {Failure} failure
 */
export function sentenceFor({ diagnosis, said, remedy }) {
  const isKnown = Object.hasOwn(titles, diagnosis?.kind ?? "");
  return isKnown ? remedy : said || remedy;
}

/** Whether two texts say the same to a person. */
export const isSame = (one, other) => plain(one) === plain(other);

const plain = (text) =>
  `${text ?? ""}`
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

// Numbers and failures in words for people.

/** @param {number} count */
export const count = (count) => count.toLocaleString("en");

/** @param {number} size of a file */
export function bytes(size) {
  if (size < 1_000) return `${size} bytes`;
  return size < 1_000_000
    ? `${Math.round(size / 1_000)} KB`
    : `${(size / 1_000_000).toFixed(1)} MB`;
}

/** @param {number | null} millis */
export function duration(millis) {
  if (millis === null) return "–";
  if (millis < 1_000) return `${Math.round(millis)} ms`;
  if (millis < 60_000) return `${(millis / 1_000).toFixed(1)} s`;
  return `${Math.floor(millis / 60_000)} min ${Math.round((millis % 60_000) / 1_000)} s`;
}

/** @param {number} time in milliseconds since the epoch */
export const clockTime = (time) => new Date(time).toLocaleTimeString("en-GB");

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
 * @param {{ diagnosis?: { kind: string } | null }} error
 * @param {string} organization its name
 */
export function titleOf({ diagnosis }, organization) {
  const title = titles[diagnosis?.kind ?? ""] ?? "The call failed";
  return title.replace("{organization}", organization);
}

/** Where the organization of a call came from. */
export const origins = {
  option: "an option of the client",
  setter: "client.organization = …",
  call: "an option of the call",
  environment: "the environment",
  scope: "withOptions",
  routing: "routing",
};

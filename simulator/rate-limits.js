// Rate limits of a request: which buckets it draws from, the error when one is empty, the headers.

import { formatDuration } from "./duration.js";
import { ApiError } from "./errors.js";

const abbreviations = { requests: "RPM", tokens: "TPM" };
export const units = /** @type {const} */ (["requests", "tokens"]);

/**
 * @typedef {{ unit: "requests" | "tokens", owner: "organization" | "project", scope: string,
 *   bucket: import("./buckets.js").Bucket }} Pool
 */

/** The limits of one organization for one model. */
export function organizationLimits(organization, model) {
  return { ...model.limits, ...organization.limits?.["*"], ...organization.limits?.[model.id] };
}

/** The limits a project has of its own, if any. */
export const projectLimits = (project, model) => ({
  ...project?.limits?.["*"],
  ...project?.limits?.[model.id],
});

/**
 * The buckets that a model's calls in a scope draw from; the organization's are shared by its projects.
 * @returns {Pool[]}
 */
export function poolsOf(world, { organization, project }, model) {
  const own = (owner, id, limits) =>
    units
      .filter((unit) => limits[unit] !== undefined)
      .map((unit) => ({
        unit,
        owner,
        scope: `${owner} ${id}`,
        bucket: world.buckets.get(id, model.id, unit, limits[unit]),
      }));
  return [
    ...own("organization", organization.id, organizationLimits(organization, model)),
    ...(project ? own("project", project.id, projectLimits(project, model)) : []),
  ];
}

/** Takes units from every bucket of that kind, or throws the 429 of the first that lacks them. */
export function charge(call, unit, requested) {
  const pools = call.pools.filter((pool) => pool.unit === unit);
  for (const pool of pools) refuseOverdraft(call, pool, requested);
  for (const { bucket } of pools) bucket.take(requested);
}

/** Counts a failed request, which needs no room. */
export function chargeFailure(call) {
  for (const { unit, bucket } of call.pools) if (unit === "requests") bucket.take(1);
}

function refuseOverdraft(call, pool, requested) {
  const { bucket } = pool;
  if (requested <= bucket.remaining) return;
  const values = limitValues(call.model.id, pool, {
    used: bucket.used,
    requested,
    wait: bucket.wait(requested),
  });
  throw new ApiError(
    requested > bucket.limit ? "request_too_large" : "rate_limit_exceeded",
    values,
  );
}

/** What the text of a 429 is filled with. */
export function limitValues(model, { unit, scope, bucket }, { used, requested, wait }) {
  return {
    model,
    scope,
    unit,
    abbreviation: abbreviations[unit],
    limit: bucket.limit,
    used,
    requested,
    wait: formatDuration(wait),
  };
}

/** The `x-ratelimit-*` headers of an answer. */
export function rateLimitHeaders(pools) {
  return Object.assign({}, ...pools.map(headersOf));
}

function headersOf({ unit, owner, bucket }) {
  if (owner === "project" && unit === "requests") return {};
  const name = owner === "project" ? "project-tokens" : unit;
  return {
    [`x-ratelimit-limit-${name}`]: `${bucket.limit}`,
    [`x-ratelimit-remaining-${name}`]: `${bucket.remaining}`,
    [`x-ratelimit-reset-${name}`]: formatDuration(bucket.reset),
  };
}

// Rate limits of a request: which buckets it draws from, the error when one is empty, the headers.

import { formatDuration } from "./duration.js";
import { ApiError } from "../http/errors.js";

/** What may be limited: in the words of the texts, and over how long. */
export const limitKinds = {
  requests: { unit: "requests", period: "min", abbreviation: "RPM" },
  tokens: { unit: "tokens", period: "min", abbreviation: "TPM" },
  requests_per_day: { unit: "requests", period: "day", abbreviation: "RPD" },
  tokens_per_day: { unit: "tokens", period: "day", abbreviation: "TPD" },
  images: { unit: "input-images", period: "min", abbreviation: null },
};

const lengths = { min: 60_000, day: 86_400_000 };

/** The limits that every model has. */
export const units = /** @type {const} */ (["requests", "tokens"]);

/**
 * @typedef {{ kind: string, unit: string, owner: "organization" | "project", scope: string,
 *   name?: string, bucket: import("./buckets.js").Bucket }} Pool
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
    Object.entries(limitKinds)
      .filter(([kind]) => limits[kind] !== undefined)
      .map(([kind, { unit, period }]) => ({
        kind,
        unit,
        owner,
        scope: `${owner} ${id}`,
        name: limits.name,
        bucket: world.buckets.get(id, limits.name ?? model.id, kind, limits[kind], lengths[period]),
      }));
  return [
    ...own("organization", organization.id, organizationLimits(organization, model)),
    ...(project ? own("project", project.id, projectLimits(project, model)) : []),
  ];
}

/** Takes units from every bucket of that kind, or throws the 429 of the first that lacks them. */
export function charge(call, unit, requested) {
  if (requested === 0) return;
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
export function limitValues(model, pool, { used, requested, wait }) {
  const { kind, scope, name, bucket } = pool;
  const { unit, period, abbreviation } = limitKinds[kind];
  return {
    model,
    named: name ? ` (for limit ${name})` : "",
    scope,
    unit,
    period,
    what: `${unit} per ${period}${abbreviation ? ` (${abbreviation})` : ""}`,
    asking: unit === "input-images" ? "" : `, Requested ${requested}`,
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

function headersOf({ kind, unit, owner, bucket }) {
  if (!units.includes(kind)) return {};
  if (owner === "project" && unit === "requests") return {};
  const name = owner === "project" ? "project-tokens" : unit;
  return {
    [`x-ratelimit-limit-${name}`]: `${bucket.limit}`,
    [`x-ratelimit-remaining-${name}`]: `${bucket.remaining}`,
    [`x-ratelimit-reset-${name}`]: formatDuration(bucket.reset),
  };
}

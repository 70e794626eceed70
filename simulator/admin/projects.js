// Projects of an organization, as an admin key sees and changes them: with their limits.

import { ApiError } from "../http/errors.js";
import { pageOf } from "../resources/page.js";
import * as f from "../parameters/fields.js";
import { createId } from "../random.js";
import { organizationLimits, projectLimits } from "../accounts/rate-limits.js";

// What was there at the start is as old as the newest model.
export const longAgo = 1_760_000_000;
const most = 1_000;

export const projectBody = {
  members: {
    name: f.nonEmptyText(200),
    ...f.optionals({ geography: f.text, external_key_id: f.text }),
  },
};

export const limitBody = {
  open: true,
  members: f.optionals({
    max_requests_per_1_minute: f.integer(0),
    max_tokens_per_1_minute: f.integer(0),
    max_images_per_1_minute: f.integer(0),
    max_requests_per_1_day: f.integer(0),
  }),
};

const ownProjects = ({ world, scope }) =>
  world.accounts.projects.filter(({ organization }) => organization === scope.organization.id);

export function findProject(call, id) {
  const project = ownProjects(call).find((each) => each.id === id);
  if (!project) throw new ApiError("unknown_project", { id });
  return project;
}

const shown = ({ id, name, archived, created_at = longAgo, archived_at = longAgo }) => ({
  id,
  object: "organization.project",
  name,
  created_at,
  archived_at: archived ? archived_at : null,
  status: archived ? "archived" : "active",
});

export const secondsNow = ({ world }) => Math.floor(world.now() / 1_000);

/** GET /organization/projects */
export function listProjects(call, _, query) {
  const all = ownProjects(call).filter(
    ({ archived }) => !archived || query.include_archived === "true",
  );
  return pageOf(all.map(shown), query, 20);
}

/** POST /organization/projects */
export function createProject(call) {
  const { projects } = call.world.accounts;
  if (projects.length >= most) throw new ApiError("too_many_objects", { limit: most });
  const project = {
    id: createId.object(call.random, "proj_"),
    organization: call.scope.organization.id,
    name: call.json.name,
    created_at: secondsNow(call),
  };
  projects.push(project);
  return shown(project);
}

/** GET /organization/projects/{project_id} */
export const retrieveProject = (call, { project_id: id }) => shown(findProject(call, id));

/** POST /organization/projects/{project_id} */
export const updateProject = (call, { project_id: id }) =>
  shown(Object.assign(findProject(call, id), { name: call.json.name }));

/** POST /organization/projects/{project_id}/archive */
export function archiveProject(call, { project_id: id }) {
  const project = findProject(call, id);
  if (project.default) {
    throw new ApiError("wrong_state", { problem: "the default project cannot be archived." });
  }
  return shown(Object.assign(project, { archived: true, archived_at: secondsNow(call) }));
}

const offeredTo = (project, organization) => (model) =>
  (model.organizations?.includes(organization.id) ?? true) &&
  (project.models?.includes(model.id) ?? true);

/** GET /organization/projects/{project_id}/rate_limits */
export function listRateLimits(call, { project_id: id }, query) {
  const { organization } = call.scope;
  const project = findProject(call, id);
  const limits = call.world.accounts.models
    .filter(offeredTo(project, organization))
    .map((model) => rateLimitOf(organization, project, model));
  return pageOf(limits, query, 100);
}

/** What the admin API calls each limit. */
const names = {
  requests: "max_requests_per_1_minute",
  tokens: "max_tokens_per_1_minute",
  images: "max_images_per_1_minute",
  requests_per_day: "max_requests_per_1_day",
};

function rateLimitOf(organization, project, model) {
  const limits = { ...organizationLimits(organization, model), ...projectLimits(project, model) };
  const own = Object.entries(names).filter(([kind]) => limits[kind] !== undefined);
  return {
    object: "project.rate_limit",
    id: `rl-${model.id}`,
    model: model.id,
    ...Object.fromEntries(own.map(([kind, name]) => [name, limits[kind]])),
  };
}

/** POST /organization/projects/{project_id}/rate_limits/{rate_limit_id} */
export function updateRateLimit(call, { project_id, rate_limit_id: id }) {
  const { organization } = call.scope;
  const project = findProject(call, project_id);
  const model = call.world.accounts.models.find((each) => `rl-${each.id}` === id);
  if (!model) throw new ApiError("unknown_object", { object: "rate limit", id });
  const given = Object.entries(names).filter(([, name]) => call.json[name] != null);
  const changed = Object.fromEntries(given.map(([kind, name]) => [kind, call.json[name]]));
  const before = project.limits ?? {};
  project.limits = { ...before, [model.id]: { ...before[model.id], ...changed } };
  return rateLimitOf(organization, project, model);
}

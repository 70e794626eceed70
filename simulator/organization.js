// What a key can learn about its account, and an admin key about its organization.

import { ApiError } from "./errors.js";
import { pageOf } from "./files.js";
import { organizationLimits, projectLimits } from "./rate-limits.js";

// The world has no past; projects are as old as the newest model.
const created_at = 1_760_000_000;

/** GET /me, as legacy keys have seen it. */
export function retrieveMe(call) {
  const { account } = call.scope;
  if (!account) throw new ApiError("insufficient_permissions", { missing: "api.account.read" });
  const orgs = account.memberships.map((each) => membershipOf(call.world.accounts, each));
  const { id, name, email } = account;
  return { object: "user", id, name, email, orgs: { object: "list", data: orgs } };
}

function membershipOf({ organizations }, { organization, role, default: is_default = false }) {
  const {
    id,
    slug,
    title,
    personal = false,
  } = organizations.find((each) => each.id === organization);
  return { object: "organization", id, title, name: slug, personal, is_default, role };
}

/** GET /organization/projects */
export function listProjects(call, _, query) {
  const own = call.world.accounts.projects
    .filter(({ organization }) => organization === call.scope.organization.id)
    .filter(({ archived }) => !archived || query.include_archived === "true");
  return pageOf(own.map(projectOf), query, 20);
}

const projectOf = ({ id, name, archived }) => ({
  id,
  object: "organization.project",
  name,
  created_at,
  archived_at: archived ? created_at : null,
  status: archived ? "archived" : "active",
});

/** GET /organization/projects/{project_id}/rate_limits */
export function listRateLimits(call, { project_id: id }, query) {
  const { organization } = call.scope;
  const { projects, models } = call.world.accounts;
  const project = projects.find((each) => each.id === id && each.organization === organization.id);
  if (!project) throw new ApiError("unknown_project", { id });
  const limits = models
    .filter((model) => model.organizations?.includes(organization.id) ?? true)
    .filter((model) => project.models?.includes(model.id) ?? true)
    .map((model) => rateLimitOf(organization, project, model));
  return pageOf(limits, query, 100);
}

function rateLimitOf(organization, project, model) {
  const { requests, tokens } = {
    ...organizationLimits(organization, model),
    ...projectLimits(project, model),
  };
  return {
    object: "project.rate_limit",
    id: `rl-${model.id}`,
    model: model.id,
    max_requests_per_1_minute: requests,
    max_tokens_per_1_minute: tokens,
  };
}

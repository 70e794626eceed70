// The endpoints that admin keys ask, one on each line.

import { listQuery } from "../parameters/other.js";
import * as keys from "./keys.js";
import * as people from "./people.js";
import * as projects from "./projects.js";
import * as usage from "./usage.js";

const list = { query: listQuery(1_000) };
const root = "/organization";
const project = `${root}/projects/:project_id`;
const account = `${project}/service_accounts/:service_account_id`;

/** @type {import("../endpoints.js").Row[]} */
export const adminEndpoints = [
  ["GET", `${root}/costs`, usage.retrieveCosts, { query: usage.costQuery }],
  ["GET", `${root}/usage/:kind`, usage.retrieveUsage, { query: usage.usageQuery }],
  ["GET", `${root}/projects`, projects.listProjects, list],
  ["POST", `${root}/projects`, projects.createProject, { body: projects.projectBody }],
  ["GET", project, projects.retrieveProject],
  ["POST", project, projects.updateProject, { body: projects.projectBody }],
  ["POST", `${project}/archive`, projects.archiveProject],
  ["GET", `${project}/rate_limits`, projects.listRateLimits, list],
  [
    "POST",
    `${project}/rate_limits/:rate_limit_id`,
    projects.updateRateLimit,
    { body: projects.limitBody },
  ],
  ["GET", `${project}/api_keys`, keys.listKeys, list],
  ["GET", `${project}/api_keys/:key_id`, keys.retrieveKey],
  ["DELETE", `${project}/api_keys/:key_id`, keys.deleteKey],
  ["GET", `${project}/service_accounts`, keys.listServiceAccounts, list],
  [
    "POST",
    `${project}/service_accounts`,
    keys.createServiceAccount,
    { body: keys.serviceAccountBody },
  ],
  ["GET", account, keys.retrieveServiceAccount],
  ["DELETE", account, keys.deleteServiceAccount],
  ["GET", `${root}/users`, people.listUsers, list],
  ["GET", `${root}/users/:user_id`, people.retrieveUser],
  ["POST", `${root}/users/:user_id`, people.updateUser, { body: people.userBody }],
  ["DELETE", `${root}/users/:user_id`, people.deleteUser],
  ["GET", `${root}/invites`, people.listInvites, list],
  ["POST", `${root}/invites`, people.createInvite, { body: people.inviteBody }],
  ["GET", `${root}/invites/:invite_id`, people.retrieveInvite],
  ["DELETE", `${root}/invites/:invite_id`, people.deleteInvite],
];

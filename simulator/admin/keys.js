// Service accounts of a project and the keys that belong to it.

import { keyId, maskKey } from "../accounts/authorize.js";
import { ApiError } from "../http/errors.js";
import { pageOf } from "../resources/page.js";
import * as f from "../parameters/fields.js";
import { createId } from "../random.js";
import { findProject, longAgo, secondsNow } from "./projects.js";

const most = 1_000;

export const serviceAccountBody = { members: { name: f.nonEmptyText(200) } };

const keysOf = ({ world }, project) =>
  world.accounts.keys.filter((key) => key.kind === "project" && key.project === project.id);

const idOf = ({ id, key }) => id ?? keyId(key);

const accountOf = (key) => ({
  object: "organization.project.service_account",
  id: `svc_acct_${idOf(key).replace(/^key_/, "")}`,
  name: key.name ?? "Service account",
  role: "member",
  created_at: key.created_at ?? longAgo,
});

const shown = (key) => ({
  object: "organization.project.api_key",
  id: idOf(key),
  name: key.name ?? "Key",
  redacted_value: maskKey(key.key),
  created_at: key.created_at ?? longAgo,
  last_used_at: null,
  owner: { type: "service_account", service_account: accountOf(key) },
});

/** GET /organization/projects/{project_id}/api_keys */
export const listKeys = (call, { project_id }, query) =>
  pageOf(keysOf(call, findProject(call, project_id)).map(shown), query, 20);

function findKey(call, { project_id, key_id: id }) {
  const key = keysOf(call, findProject(call, project_id)).find((each) => idOf(each) === id);
  if (!key) throw new ApiError("unknown_object", { object: "API key", id });
  return key;
}

/** GET /organization/projects/{project_id}/api_keys/{key_id} */
export const retrieveKey = (call, ids) => shown(findKey(call, ids));

/** DELETE /organization/projects/{project_id}/api_keys/{key_id} */
export function deleteKey(call, ids) {
  forget(call, findKey(call, ids));
  return { object: "organization.project.api_key.deleted", id: ids.key_id, deleted: true };
}

function forget({ world }, key) {
  world.accounts.keys = world.accounts.keys.filter((each) => each !== key);
}

/** GET /organization/projects/{project_id}/service_accounts */
export const listServiceAccounts = (call, { project_id }, query) =>
  pageOf(keysOf(call, findProject(call, project_id)).map(accountOf), query, 20);

/** POST /organization/projects/{project_id}/service_accounts: the one time that its key is shown */
export function createServiceAccount(call, { project_id }) {
  const project = findProject(call, project_id);
  const { keys } = call.world.accounts;
  if (keys.length >= most) throw new ApiError("too_many_objects", { limit: most });
  const made = {
    key: createId.object(call.random, "sk-svcacct-"),
    id: createId.object(call.random, "key_"),
    kind: "project",
    project: project.id,
    name: call.json.name,
    created_at: secondsNow(call),
  };
  keys.push(made);
  const { key: value, id, created_at } = made;
  const object = "organization.project.service_account.api_key";
  return { ...accountOf(made), api_key: { object, value, name: "Secret Key", created_at, id } };
}

function findServiceAccount(call, { project_id, service_account_id: id }) {
  const all = keysOf(call, findProject(call, project_id));
  const key = all.find((each) => accountOf(each).id === id);
  if (!key) throw new ApiError("unknown_object", { object: "service account", id });
  return key;
}

/** GET /organization/projects/{project_id}/service_accounts/{service_account_id} */
export const retrieveServiceAccount = (call, ids) => accountOf(findServiceAccount(call, ids));

/** DELETE /organization/projects/{project_id}/service_accounts/{service_account_id} */
export function deleteServiceAccount(call, ids) {
  forget(call, findServiceAccount(call, ids));
  const object = "organization.project.service_account.deleted";
  return { object, id: ids.service_account_id, deleted: true };
}

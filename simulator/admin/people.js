// Users of an organization, and invitations to it.

import { ApiError } from "../http/errors.js";
import { pageOf } from "../resources/page.js";
import * as v from "valibot";
import * as f from "../parameters/fields.js";
import { createId } from "../random.js";
import { longAgo, secondsNow } from "./projects.js";

const role = f.oneOf("owner", "reader");
const email = v.pipe(
  f.nonEmptyText(320),
  v.regex(/^[^\s@]+@[^\s@]+$/, "expected an email address"),
);

export const userBody = { open: true, members: { role: v.nullish(role) } };
export const inviteBody = { members: { email, role, projects: v.nullish(f.list(f.anyObject)) } };

function members({ world, scope }) {
  return world.accounts.accounts.flatMap((account) => {
    const { id } = scope.organization;
    const membership = account.memberships.find(({ organization }) => organization === id);
    return membership ? [{ account, membership }] : [];
  });
}

const shown = ({ account: { id, name, email: address }, membership }) => ({
  object: "organization.user",
  id,
  name,
  email: address,
  role: membership.role,
  added_at: longAgo,
});

/** GET /organization/users */
export const listUsers = (call, _, query) => pageOf(members(call).map(shown), query, 20);

function findUser(call, id) {
  const found = members(call).find(({ account }) => account.id === id);
  if (!found) throw new ApiError("unknown_object", { object: "user", id });
  return found;
}

/** GET /organization/users/{user_id} */
export const retrieveUser = (call, { user_id: id }) => shown(findUser(call, id));

/** POST /organization/users/{user_id} */
export function updateUser(call, { user_id: id }) {
  const found = findUser(call, id);
  if (call.json.role) found.membership.role = call.json.role;
  return shown(found);
}

/** DELETE /organization/users/{user_id}: from then on, the user's keys have no access to it */
export function deleteUser(call, { user_id: id }) {
  const { account, membership } = findUser(call, id);
  account.memberships = account.memberships.filter((each) => each !== membership);
  if (membership.default && account.memberships[0]) account.memberships[0].default = true;
  return { object: "organization.user.deleted", id, deleted: true };
}

const kind = "organization.invite";
const week = 7 * 86_400;

/** GET /organization/invites */
export const listInvites = (call, _, query) => pageOf(call.world.all(call, kind), query, 20);

/** POST /organization/invites */
export function createInvite(call) {
  const now = secondsNow(call);
  return call.world.keep(call, kind, {
    object: kind,
    id: createId.object(call.random, "invite-"),
    email: call.json.email,
    role: call.json.role,
    status: "pending",
    invited_at: now,
    created_at: now,
    expires_at: now + week,
    accepted_at: null,
    projects: call.json.projects ?? [],
  });
}

function findInvite(call, id) {
  const found = call.world.find(call, kind, id);
  if (!found) throw new ApiError("unknown_object", { object: "invite", id });
  return found.object;
}

/** GET /organization/invites/{invite_id} */
export const retrieveInvite = (call, { invite_id: id }) => findInvite(call, id);

/** DELETE /organization/invites/{invite_id} */
export function deleteInvite(call, { invite_id: id }) {
  findInvite(call, id);
  call.world.objects.delete(id);
  return { object: "organization.invite.deleted", id, deleted: true };
}

// What a key can learn about its account.

import { ApiError } from "../http/errors.js";

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

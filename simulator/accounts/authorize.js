// Which organization and project a request belongs to, decided from its key and its two headers.

import { ApiError } from "../http/errors.js";
import { hashText } from "../random.js";

/**
 * @typedef {import("./accounts.js").Accounts} Accounts
 * @typedef {{ key: import("./accounts.js").Key, account?: import("./accounts.js").Account,
 *   organization: import("./accounts.js").Organization, project?: import("./accounts.js").Project }} Scope
 */

/**
 * @param {Accounts} accounts
 * @param {Headers} headers
 * @returns {Scope}
 */
export function authorize(accounts, headers) {
  const key = findKey(accounts, headers.get("authorization"));
  if (key.blocked) throw new ApiError(key.blocked);
  const sent = {
    organization: headers.get("openai-organization"),
    project: headers.get("openai-project"),
  };
  if (isNothing(sent.organization)) throw new ApiError("null_organization");
  return scopeOf[key.kind](accounts, key, sent);
}

const scopeOf = { user: userScope, project: projectScope, admin: adminScope };

const isNothing = (sent) => sent !== null && ["", "null", "undefined"].includes(sent.trim());

function findKey(accounts, authorization) {
  const [, sent] = /^Bearer\s+(\S.*)$/i.exec(authorization ?? "") ?? [];
  if (!sent) throw new ApiError("missing_api_key");
  const key = accounts.keys.find((each) => each.key === sent);
  if (!key) throw new ApiError("invalid_api_key", { key: maskKey(sent) });
  return key;
}

/** The identifier of a key, which says nothing of the key. @param {string} key */
export const keyId = (key) => `key_${hashText(key).toString(16).padStart(8, "0")}`;

/**
 * A key without its middle.
 * @param {string} key
 */
export function maskKey(key) {
  if (key.length < 12) return `${key.slice(0, 3)}***`;
  if (key.length < 20) return `${key.slice(0, 3)}***${key.slice(-4)}`;
  return `${key.slice(0, 8)}${"*".repeat(key.length - 12)}${key.slice(-4)}`;
}

function userScope(accounts, key, sent) {
  const account = accounts.accounts.find(({ id }) => id === key.account);
  if (account.memberships.length === 0) throw new ApiError("no_organization");
  const organization = memberOrganization(accounts, account, sent.organization);
  return { key, account, organization, project: chosenProject(accounts, organization, sent) };
}

function memberOrganization(accounts, account, sent) {
  const membership = account.memberships.find((each) =>
    sent === null ? each.default : each.organization === sent,
  );
  // An organization that exists is denied with the same words as one that does not.
  if (!membership) throw new ApiError("invalid_organization", { organization: sent });
  return findOrganization(accounts, membership.organization);
}

function chosenProject(accounts, organization, sent) {
  const own = accounts.projects.filter((each) => each.organization === organization.id);
  if (sent.project === null) return own.find((each) => each.default);
  const project = own.find(({ id }) => id === sent.project);
  if (!project) throw new ApiError("invalid_project", { project: sent.project || "null" });
  return usable(project);
}

function projectScope(accounts, key, sent) {
  const project = accounts.projects.find(({ id }) => id === key.project);
  const organization = findOrganization(accounts, project.organization);
  if (![null, organization.id].includes(sent.organization)) {
    throw new ApiError("mismatched_organization");
  }
  if (![null, project.id].includes(sent.project)) throw new ApiError("mismatched_project");
  return { key, organization, project: usable(project) };
}

function adminScope(accounts, key, sent) {
  if (![null, key.organization].includes(sent.organization)) {
    throw new ApiError("mismatched_organization");
  }
  return { key, organization: findOrganization(accounts, key.organization) };
}

function usable(project) {
  if (project.archived) throw new ApiError("not_authorized_invalid_project");
  return project;
}

const findOrganization = (accounts, wanted) =>
  accounts.organizations.find(({ id }) => id === wanted);

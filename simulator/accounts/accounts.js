// Who exists in the simulated world: organizations, projects, accounts, keys, models and their limits.

/**
 * @typedef {{ requests?: number, tokens?: number, requests_per_day?: number, tokens_per_day?: number,
 *   images?: number, name?: string }} Limits  per minute, but for those of a day; a limit may have a name
 * @typedef {{ id: string, slug: string, title: string, personal?: boolean, verified?: boolean, flex?: boolean,
 *   standing?: string | null, limits?: Record<string, Limits> }} Organization
 * @typedef {{ id: string, organization: string, name: string, archived?: boolean, default?: boolean,
 *   models?: string[], standing?: string | null, limits?: Record<string, Limits> }} Project
 * @typedef {{ organization: string, role: string, default?: boolean }} Membership
 * @typedef {{ id: string, name: string, email: string, memberships: Membership[] }} Account
 * @typedef {{ key: string, kind: "user" | "project" | "admin", account?: string, project?: string,
 *   organization?: string, blocked?: string }} Key
 * @typedef {{ id: string, created: number, owned_by: string, organizations?: string[], snapshot?: string,
 *   kind?: import("../parameters/model-rules.js").ModelKind, context?: number, dimensions?: number,
 *   verified?: "use" | "stream", limits: Limits }} Model
 * @typedef {{ organizations: Organization[], projects: Project[], accounts: Account[], keys: Key[],
 *   models: Model[] }} Accounts
 */

/** @type {Organization[]} */
const organizations = [
  { id: "org-team", slug: "acme-team", title: "Acme Team", verified: true, flex: true },
  {
    id: "org-personal",
    slug: "user-personal",
    title: "Personal",
    personal: true,
    limits: {
      "*": { requests: 60, tokens: 30_000 },
      "text-embedding-3-small": { requests: 100, tokens: 1_000_000 },
    },
  },
  { id: "org-stranger", slug: "stranger-labs", title: "Stranger Labs", verified: true },
  { id: "org-broke", slug: "broke-inc", title: "Broke Inc.", standing: "insufficient_quota" },
];

/** @type {Project[]} */
const projects = [
  { id: "proj_team", organization: "org-team", name: "Default project", default: true },
  { id: "proj_archived", organization: "org-team", name: "Last year", archived: true },
  { id: "proj_narrow", organization: "org-team", name: "Narrow", models: ["gpt-4o-mini"] },
  {
    id: "proj_small",
    organization: "org-team",
    name: "Small limits",
    limits: { "gpt-4o": { tokens: 1_000 } },
  },
  {
    id: "proj_spent",
    organization: "org-team",
    name: "Spent",
    standing: "project_spend_limit_exceeded",
  },
  { id: "proj_personal", organization: "org-personal", name: "Default project", default: true },
  { id: "proj_stranger", organization: "org-stranger", name: "Default project", default: true },
  { id: "proj_broke", organization: "org-broke", name: "Default project", default: true },
];

/** @type {Account[]} */
const accounts = [
  {
    id: "user-simulator",
    name: "Simulated user",
    email: "user@example.com",
    memberships: [
      { organization: "org-personal", role: "owner", default: true },
      { organization: "org-team", role: "reader" },
    ],
  },
  { id: "user-nowhere", name: "User of no one", email: "nowhere@example.com", memberships: [] },
  {
    id: "user-broke",
    name: "User without credit",
    email: "broke@example.com",
    memberships: [{ organization: "org-broke", role: "owner", default: true }],
  },
];

/** @type {Key[]} */
const keys = [
  { key: "sk-simulator", kind: "user", account: "user-simulator" },
  { key: "sk-proj-simulator", kind: "project", project: "proj_team" },
  { key: "sk-proj-personal", kind: "project", project: "proj_personal" },
  { key: "sk-svcacct-simulator", kind: "project", project: "proj_team" },
  { key: "sk-admin-simulator", kind: "admin", organization: "org-team" },
  { key: "sk-admin-personal", kind: "admin", organization: "org-personal" },
  { key: "sk-nowhere", kind: "user", account: "user-nowhere" },
  { key: "sk-broke", kind: "user", account: "user-broke" },
  {
    key: "sk-deactivated",
    kind: "user",
    account: "user-simulator",
    blocked: "account_deactivated",
  },
  { key: "sk-elsewhere", kind: "user", account: "user-simulator", blocked: "ip_not_authorized" },
  {
    key: "sk-abroad",
    kind: "user",
    account: "user-simulator",
    blocked: "unsupported_country_region_territory",
  },
];

const reasoning = { kind: "reasoning", context: 400_000 };
const embedding = { kind: "embedding", context: 8_192 };

/** @type {Model[]} */
const models = [
  model("gpt-4o", 1715367049, [500, 30_000], { snapshot: "gpt-4o-2024-08-06" }),
  model("gpt-4o-mini", 1721172741, [500, 200_000], { snapshot: "gpt-4o-mini-2024-07-18" }),
  model("gpt-4.1", 1744316542, [500, 30_000], {
    snapshot: "gpt-4.1-2025-04-14",
    context: 1_047_576,
  }),
  model("gpt-5", 1754425777, [500, 500_000], {
    ...reasoning,
    snapshot: "gpt-5-2025-08-07",
  }),
  model("gpt-5-pro", 1759469822, [50, 30_000], {
    ...reasoning,
    snapshot: "gpt-5-pro-2025-10-06",
    verified: "use",
  }),
  model("o3", 1744225308, [500, 30_000], {
    ...reasoning,
    snapshot: "o3-2025-04-16",
    context: 200_000,
    verified: "stream",
  }),
  model("gpt-4o-acme", 1735689600, [500, 30_000], {
    owned_by: "acme-team",
    organizations: ["org-team"],
  }),
  model("gpt-3.5-turbo-instruct", 1692901427, [3_500, 90_000], {
    kind: "text",
    snapshot: "gpt-3.5-turbo-instruct:20230824-v2",
    context: 4_097,
  }),
  model("text-embedding-3-small", 1705948997, [3_000, 1_000_000], {
    ...embedding,
    dimensions: 1_536,
  }),
  model("text-embedding-3-large", 1705953180, [3_000, 1_000_000], {
    ...embedding,
    dimensions: 3_072,
  }),
  model("omni-moderation-latest", 1731689265, [500, 10_000], { kind: "moderation" }),
];

function model(id, created, [requests, tokens], rest = {}) {
  const common = { kind: "chat", context: 128_000, owned_by: "system" };
  return { id, created, limits: { requests, tokens }, ...common, ...rest };
}

/** @type {Accounts} */
export const demoAccounts = { organizations, projects, accounts, keys, models };

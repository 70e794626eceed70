// Every row of the error table, by what really causes it and by its name as a fault.

import assert from "node:assert/strict";
import { test } from "node:test";
import { demoAccounts } from "../../simulator/accounts/accounts.js";
import { errors } from "../../simulator/http/error-table.js";
import { chat, fault, organization, startAsking } from "./ask.js";

const project = (id) => ({ "openai-project": id });
const team = organization("org-team");

const causes = [
  [
    401,
    "mismatched_organization",
    "OpenAI-Organization header should match organization for API key",
    { key: "sk-proj-simulator", headers: organization("org-personal") },
  ],
  [
    401,
    "invalid_organization",
    "No such organization: org-XXXX.",
    { headers: organization("org-XXXX") },
  ],
  [400, null, "no such organization : null", { headers: organization("null") }],
  [400, null, "no such organization : null", { headers: organization("") }],
  [400, null, "no such organization : null", { headers: organization("undefined") }],
  [
    401,
    "no_organization",
    "You must be a member of an organization to use the API. ",
    { key: "sk-nowhere" },
  ],
  [
    401,
    "mismatched_project",
    "OpenAI-Project header should match project for API key",
    { key: "sk-proj-simulator", headers: project("proj_small") },
  ],
  [401, null, "No such project: proj_XXXX", { headers: project("proj_XXXX") }],
  [401, null, "No such project: proj_team", { headers: project("proj_team") }],
  [
    401,
    "not_authorized_invalid_project",
    "The project you are requesting has been archived and is no longer accessible",
    { headers: { ...team, ...project("proj_archived") } },
  ],
  [
    401,
    "account_deactivated",
    "The OpenAI account associated with this API key has been deactivated. ",
    { key: "sk-deactivated" },
  ],
  [
    401,
    "invalid_api_key",
    "Incorrect API key provided: sk-unkno**********fkey. ",
    { key: "sk-unknown-key-of-fkey" },
  ],
  [401, null, "You didn't provide an API key. ", { headers: { authorization: "" } }],
  [401, "ip_not_authorized", "Your IP is not authorized", { key: "sk-elsewhere" }],
  [
    403,
    "model_not_found",
    "Project `proj_narrow` does not have access to model `gpt-4o`",
    { headers: { ...team, ...project("proj_narrow") } },
  ],
  [
    403,
    "model_not_found",
    "Project `proj_personal` does not have access to model `gpt-4o-acme`",
    { model: "gpt-4o-acme" },
  ],
  [
    404,
    "model_not_found",
    "The model `gpt-9` does not exist or you do not have access to it.",
    { model: "gpt-9" },
  ],
  [
    400,
    "unsupported_value",
    "Your organization must be verified to stream this model. ",
    { model: "o3", stream: true },
  ],
  [
    403,
    null,
    "Your organization must be verified to use the model `gpt-5-pro`. ",
    { model: "gpt-5-pro" },
  ],
  [
    403,
    "unsupported_country_region_territory",
    "Country, region, or territory not supported",
    { key: "sk-abroad" },
  ],
  [
    429,
    "rate_limit_exceeded",
    "Request too large for gpt-4o in organization org-personal on tokens per min (TPM): Limit 30000, Requested 40013. ",
    { max_tokens: 40_000 },
  ],
  [
    429,
    "insufficient_quota",
    "You exceeded your current quota, please check your plan and billing details. ",
    { key: "sk-broke" },
  ],
  [
    429,
    "project_spend_limit_exceeded",
    "Project `proj_spent` has reached its spend limit.",
    { headers: { ...team, ...project("proj_spent") } },
  ],
  [
    429,
    "flex_unavailable",
    "Flex processing is not available at the moment. ",
    { service_tier: "flex" },
  ],
  [
    403,
    "insufficient_permissions",
    "You have insufficient permissions for this operation. ",
    { key: "sk-admin-simulator" },
  ],
  [400, null, "you must provide a model parameter", { model: undefined }],
  [
    400,
    "missing_required_parameter",
    "Missing required parameter: 'messages'.",
    { messages: undefined },
  ],
];

test("every cause has its status, code and text", async () => {
  const { ask } = startAsking();
  for (const [status, code, message, { key, headers, ...body }] of causes) {
    const response = await ask("/v1/chat/completions", {
      key,
      headers,
      body: { ...chat, ...body },
    });
    const { error } = await response.json();
    assert.deepEqual([response.status, error.code], [status, code], message);
    assert.ok(error.message.startsWith(message), `${error.message} should begin with ${message}`);
  }
});

test("an organization's standing answers in place of the model", async () => {
  const standings = [
    [429, "credit_balance_exhausted"],
    [429, "organization_spend_limit_exceeded"],
    [429, "organization_usage_limit_exceeded"],
    [429, "billing_not_active"],
    [400, "billing_hard_limit_reached"],
  ];
  for (const [status, standing] of standings) {
    const accounts = structuredClone(demoAccounts);
    accounts.organizations.find(({ id }) => id === "org-team").standing = standing;
    const { complete } = startAsking({ accounts });
    const response = await complete(organization("org-team"));
    assert.equal(response.status, status, standing);
    assert.equal((await response.json()).error.code, standing);
    assert.equal((await complete(organization("org-personal"))).status, 200);
  }
});

test("listing models costs nothing and works without quota", async () => {
  const { ask } = startAsking();
  const response = await ask("/v1/models", { key: "sk-broke" });
  assert.equal(response.status, 200);
  assert.equal(response.headers.get("x-ratelimit-limit-requests"), null);
});

test("every row of the table can be asked for by its name", async () => {
  const { complete } = startAsking();
  for (const [name, { status, code }] of Object.entries(errors)) {
    const response = await complete(fault(name));
    const { error } = await response.json();
    assert.deepEqual([response.status, error.code], [status, code], name);
    assert.ok(error.message.length > 10, name);
    assert.match(response.headers.get("x-request-id"), /^req_/);
  }
});

test("names the method and path of an address it does not know", async () => {
  const { ask } = startAsking();
  const response = await ask("/v1/foo", { body: {} });
  assert.equal(response.status, 404);
  const message = "Invalid URL (POST /v1/foo)";
  const error = { message, type: "invalid_request_error", param: null, code: null };
  assert.deepEqual(await response.json(), { error });
});

test("a body that is no object is told so", async () => {
  const { simulator } = startAsking();
  for (const body of ["{", "null", "[]", '"text"']) {
    const headers = { authorization: "Bearer sk-simulator", "content-type": "application/json" };
    const init = { method: "POST", headers, body };
    const response = await simulator.fetch(new Request("http://s/v1/chat/completions", init));
    assert.equal(response.status, 400, body);
    assert.match((await response.json()).error.message, /could not parse the JSON body/);
  }
});

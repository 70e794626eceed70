// Every error the simulator can answer with, as a table of status, code, type and text.

import { parameterErrors } from "../parameters/error-rows.js";

const rateLimits = "https://platform.openai.com/account/rate-limits";
const invalid = "invalid_request_error";

/**
 * @typedef {{ status: number, code: string | null, type: string, message: string, param?: string }} ErrorRow
 * `{name}` in a message is filled in with the value of that name. `null` as a code is sent as such.
 */

const row = (status, code, type, message, param) => ({ status, code, type, message, param });

/** @type {Record<string, ErrorRow>} */
export const errors = {
  missing_api_key: row(
    401,
    null,
    invalid,
    "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY). You can obtain an API key from https://platform.openai.com/account/api-keys.",
  ),
  invalid_api_key: row(
    401,
    "invalid_api_key",
    invalid,
    "Incorrect API key provided: {key}. You can find your API key at https://platform.openai.com/account/api-keys.",
  ),
  account_deactivated: row(
    401,
    "account_deactivated",
    invalid,
    "The OpenAI account associated with this API key has been deactivated. If you are the owner and believe this was done in error, please contact us through our help center at help.openai.com.",
  ),
  ip_not_authorized: row(401, "ip_not_authorized", invalid, "Your IP is not authorized"),
  mismatched_organization: row(
    401,
    "mismatched_organization",
    invalid,
    "OpenAI-Organization header should match organization for API key",
  ),
  invalid_organization: row(
    401,
    "invalid_organization",
    invalid,
    "No such organization: {organization}.",
  ),
  null_organization: row(400, null, invalid, "no such organization : null"),
  no_organization: row(
    401,
    "no_organization",
    invalid,
    "You must be a member of an organization to use the API. Ask an owner of an organization to invite you.",
  ),
  mismatched_project: row(
    401,
    "mismatched_project",
    invalid,
    "OpenAI-Project header should match project for API key",
  ),
  invalid_project: row(401, null, invalid, "No such project: {project}"),
  not_authorized_invalid_project: row(
    401,
    "not_authorized_invalid_project",
    invalid,
    "The project you are requesting has been archived and is no longer accessible",
  ),
  insufficient_permissions: row(
    403,
    "insufficient_permissions",
    invalid,
    "You have insufficient permissions for this operation. Missing scopes: {missing}.",
  ),
  unsupported_country_region_territory: row(
    403,
    "unsupported_country_region_territory",
    "request_forbidden",
    "Country, region, or territory not supported",
  ),

  model_not_found: row(
    403,
    "model_not_found",
    invalid,
    "Project `{project}` does not have access to model `{model}`",
  ),
  unknown_model: row(
    404,
    "model_not_found",
    invalid,
    "The model `{model}` does not exist or you do not have access to it.",
  ),
  unknown_model_id: row(
    404,
    "model_not_found",
    invalid,
    "The model '{model}' does not exist",
    "model",
  ),
  unverified_stream: row(
    400,
    "unsupported_value",
    invalid,
    "Your organization must be verified to stream this model. Please go to: https://platform.openai.com/settings/organization/general and click on Verify Organization. If you just verified, it can take up to 15 minutes for access to propagate.",
    "stream",
  ),
  unverified_model: row(
    403,
    null,
    invalid,
    "Your organization must be verified to use the model `{model}`. Please go to: https://platform.openai.com/settings/organization/general and click on Verify Organization. If you just verified, it can take up to 15 minutes for access to propagate.",
  ),

  rate_limit_exceeded: row(
    429,
    "rate_limit_exceeded",
    "{unit}",
    `Rate limit reached for {model}{named} in {scope} on {what}: Limit {limit}, Used {used}{asking}. Please try again in {wait}. Visit ${rateLimits} to learn more.`,
  ),
  request_too_large: row(
    429,
    "rate_limit_exceeded",
    "{unit}",
    `Request too large for {model}{named} in {scope} on {what}: Limit {limit}, Requested {requested}. The input or output tokens must be reduced in order to run successfully. Visit ${rateLimits} to learn more.`,
  ),
  rate_limit_reached: row(
    429,
    "rate_limit_exceeded",
    "{unit}",
    "Rate limit reached for {model} in {scope} on {unit} per {period}. Limit: {limit} / {period}. Please try again in {wait}. Contact us through our help center at help.openai.com if you continue to have issues.",
  ),
  slow_down: row(
    429,
    "slow_down",
    "rate_limit_error",
    "Slow down: your traffic rose too quickly. Please reduce your request rate, then increase it gradually.",
  ),
  insufficient_quota: row(
    429,
    "insufficient_quota",
    "insufficient_quota",
    "You exceeded your current quota, please check your plan and billing details. For more information on this error, read the docs: https://platform.openai.com/docs/guides/error-codes/api-errors.",
  ),
  credit_balance_exhausted: row(
    429,
    "credit_balance_exhausted",
    "insufficient_quota",
    "The credit balance of your organization is exhausted. Please add credits to continue.",
  ),
  organization_spend_limit_exceeded: row(
    429,
    "organization_spend_limit_exceeded",
    "insufficient_quota",
    "Your organization has reached its spend limit.",
  ),
  organization_usage_limit_exceeded: row(
    429,
    "organization_usage_limit_exceeded",
    "insufficient_quota",
    "Your organization has reached its usage limit.",
  ),
  project_spend_limit_exceeded: row(
    429,
    "project_spend_limit_exceeded",
    "insufficient_quota",
    "Project `{project}` has reached its spend limit.",
  ),
  billing_not_active: row(
    429,
    "billing_not_active",
    "billing_not_active",
    "Your account is not active, please check your billing details on our website.",
  ),
  flex_unavailable: row(
    429,
    "flex_unavailable",
    "resource_unavailable",
    "Flex processing is not available at the moment. Try again later or use the default service tier.",
  ),
  billing_hard_limit_reached: row(
    400,
    "billing_hard_limit_reached",
    invalid,
    "Billing hard limit has been reached",
  ),

  server_error: row(
    500,
    "server_error",
    "server_error",
    "The server had an error while processing your request. Sorry about that!",
  ),
  server_is_overloaded: row(
    503,
    "server_is_overloaded",
    "server_error",
    "Our servers are currently overloaded. Please try again later.",
  ),

  not_simulated: row(
    501,
    "not_simulated",
    "server_error",
    "{method} {path} is in the API, but this simulator does not have it.",
  ),
  invalid_url: row(404, null, invalid, "Invalid URL ({method} {path})"),
  invalid_json: row(
    400,
    null,
    invalid,
    "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON.)",
  ),
  missing_model: row(400, null, invalid, "you must provide a model parameter"),
  ...parameterErrors,
  unknown_object: row(404, null, invalid, "No such {object} object: {id}", "id"),
  no_object_found: row(404, null, invalid, "No {label} found with id '{id}'."),
  unknown_conversation: row(404, null, invalid, "Conversation with id '{id}' not found."),
  unknown_completion: row(404, null, invalid, "Chat completion {id} not found."),
  not_background: row(400, null, invalid, "Cannot cancel a synchronous response."),
  conversation_and_previous: row(
    400,
    "mutually_exclusive_parameters",
    invalid,
    "Mutually exclusive parameters: 'previous_response_id' and 'conversation'. Ensure you are only providing one of them.",
  ),
  too_many_objects: row(
    400,
    null,
    invalid,
    "There are too many objects of this kind; at most {limit} are kept.",
  ),
  wrong_state: row(400, null, invalid, "Cannot do this now: {problem}"),
  unknown_file: row(404, null, invalid, "No such File object: {id}", "id"),
  unknown_response: row(404, null, invalid, "Response with id '{id}' not found."),
  unknown_project: row(404, null, invalid, "Project {id} not found."),
  previous_response_not_found: row(
    400,
    "previous_response_not_found",
    invalid,
    "Previous response with id '{id}' not found.",
    "previous_response_id",
  ),
};

// The kinds of failures, made from the table in src/protocol/failure/kind.rs.

/** What kind of failure it is: the code of the API where it has one. */
export type FailureKind =
  /** The key belongs to another organization than the header names. */
  | "mismatched_organization"
  /** The organization does not exist, or the account of the key has no access to it. */
  | "invalid_organization"
  /** The account of the key is in no organization. */
  | "no_organization"
  /** The key belongs to another project than the header names. */
  | "mismatched_project"
  /** The project does not exist, or the key has no access to it. */
  | "invalid_project"
  /** The project has been archived. */
  | "not_authorized_invalid_project"
  /** The account of the key has been deactivated. */
  | "account_deactivated"
  /** The key is wrong. */
  | "invalid_api_key"
  /** Requests are not allowed from this address. */
  | "ip_not_authorized"
  /** The model is unknown, or the project has no access to it. */
  | "model_not_found"
  /** The API is not offered where the request came from. */
  | "unsupported_country_region_territory"
  /** A rate limit is used up for now. */
  | "rate_limit_exceeded"
  /** The input is longer than the model can read. */
  | "context_length_exceeded"
  /** The traffic grew too fast. */
  | "slow_down"
  /** The quota is used up. */
  | "insufficient_quota"
  /** The prepaid credit is used up. */
  | "credit_balance_exhausted"
  /** The organization has reached the spend limit it set. */
  | "organization_spend_limit_exceeded"
  /** The organization has reached the usage limit of its tier. */
  | "organization_usage_limit_exceeded"
  /** The project has reached the spend limit set for it. */
  | "project_spend_limit_exceeded"
  /** The organization has no active billing. */
  | "billing_not_active"
  /** The organization has reached its hard limit of billing. */
  | "billing_hard_limit_reached"
  /** There is no room on the flex service tier. */
  | "flex_unavailable"
  /** The server failed. */
  | "server_error"
  /** The server is overloaded. */
  | "server_is_overloaded"
  /** An organization header without a usable value was sent. */
  | "empty_organization"
  /** No key was sent. */
  | "missing_api_key"
  /** The organization must be verified first. */
  | "organization_not_verified"
  /** The request alone is larger than the rate limit. */
  | "request_too_large"
  /** The server refuses the parameters, and no more is known. */
  | "invalid_request"
  /** The server wants other credentials, and no more is known. */
  | "unauthorized"
  /** The credentials do not allow this, and no more is known. */
  | "permission_denied"
  /** Nothing is there under this address or id. */
  | "not_found"
  /** The request conflicts with another. */
  | "conflict"
  /** The request is larger than the server reads. */
  | "payload_too_large"
  /** The server waited too long for the request. */
  | "request_timeout"
  /** There were too many requests, and no more is known. */
  | "too_many_requests"
  /** No connection came about, or it broke before the answer. */
  | "connection_failed"
  /** A page was not allowed to see what happened. */
  | "connection_or_cors"
  /** The answer did not come in time. */
  | "timeout"
  /** The answer ended before all of it had come. */
  | "stream_truncated"
  /** The answer is not what the API sends. */
  | "unexpected_body"
  /** Nothing is known about this failure. */
  | "unknown";

/** What a failure concerns. */
export type FailureScope =
  | "organization"
  | "project"
  | "key"
  | "model"
  | "request"
  | "account"
  | "region"
  | "server"
  | "connection";

// The errors that say what is wrong with a parameter.

const type = "invalid_request_error";

/** @returns {import("../http/error-table.js").ErrorRow} */
const row = (code, message, param = "{param}", status = 400) => ({
  status,
  code,
  type,
  message,
  param,
});

const range = (kind, side, sign) =>
  row(
    `${kind}_${side === "above" ? "above_max" : "below_min"}_value`,
    `Invalid '{param}': ${kind} ${side} ${side === "above" ? "maximum" : "minimum"} value. Expected a value ${sign} {limit}, but got {value} instead.`,
  );

const empty = (what, code) =>
  row(
    code,
    `Invalid '{param}': empty ${what}. Expected ${what === "array" ? "an" : "a"} ${what} with minimum length {limit}, but got an empty ${what} instead.`,
  );

const tooLong = (what, a) =>
  row(
    `${what}_above_max_length`,
    `Invalid '{param}': ${what} too long. Expected ${a} ${what} with maximum length {limit}, but got ${a} ${what} with length {value} instead.`,
  );

/** @type {Record<string, import("../http/error-table.js").ErrorRow>} */
export const parameterErrors = {
  unrecognized_argument: row(null, "Unrecognized request argument supplied: {param}", null),
  unknown_parameter: row("unknown_parameter", "Unknown parameter: '{param}'."),
  missing_required_parameter: row(
    "missing_required_parameter",
    "Missing required parameter: '{param}'.",
  ),
  invalid_value: row("invalid_value", "Invalid value for '{param}': {problem}."),
  invalid_type: row(
    "invalid_type",
    "Invalid type for '{param}': expected {expected}, but got {received} instead.",
  ),
  unsupported_choice: row(
    "invalid_value",
    "Invalid value: '{value}'. Supported values are: {supported}.",
  ),
  integer_below_min_value: range("integer", "below", ">="),
  integer_above_max_value: range("integer", "above", "<="),
  decimal_below_min_value: range("decimal", "below", ">="),
  decimal_above_max_value: range("decimal", "above", "<="),
  empty_array: empty("array", "empty_array"),
  empty_string: empty("string", "empty_string"),
  array_above_max_length: tooLong("array", "an"),
  string_above_max_length: tooLong("string", "a"),
  missing_content: row(
    "invalid_value",
    "Invalid value for 'content': expected a string, got null.",
    "{param}",
  ),
  stream_options_without_stream: row(
    null,
    "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
    "stream_options",
  ),
  pattern_mismatch: row(
    "invalid_value",
    "Invalid '{param}': string does not match pattern. Expected a string that matches the pattern '{problem}'.",
  ),
  object_above_max_properties: row(
    "object_above_max_properties",
    "Invalid '{param}': too many properties. Expected an object with at most {limit} properties.",
  ),
  unsupported_parameter: row(
    "unsupported_parameter",
    "Unsupported parameter: '{param}' is not supported with this model.{instead}",
  ),
  unsupported_parameter_value: row(
    "unsupported_value",
    "Unsupported value: '{param}' does not support {value} with this model. Only the default ({only}) value is supported.",
  ),
  not_a_chat_model: row(
    null,
    "This is not a chat model and thus not supported in the v1/chat/completions endpoint. Did you mean to use v1/completions?",
    "model",
    404,
  ),
  chat_model_only: row(
    null,
    "This is a chat model and not supported in the v1/completions endpoint. Did you mean to use v1/chat/completions?",
    "model",
    404,
  ),
  no_sampling: row(null, "You are not allowed to sample from this model", null, 403),
  no_embeddings: row(null, "You are not allowed to generate embeddings from this model", null, 403),
  no_moderation: row(
    null,
    "Invalid value for 'model' = {model}. Please check the OpenAI documentation and try again.",
    "model",
  ),
  dimensions_above_maximum: row(
    null,
    "Invalid value for 'dimensions' = {value}. Must be less than or equal to {limit}.",
    null,
  ),
  invalid_embedding_input: row(
    null,
    "'$.input' is invalid. Please check the API reference: https://platform.openai.com/docs/api-reference.",
    null,
  ),
  context_length_exceeded: row(
    "context_length_exceeded",
    "This model's maximum context length is {limit} tokens. However, your messages resulted in {requested} tokens. Please reduce the length of the messages.",
    "messages",
  ),
  embedding_too_long: row(
    null,
    "This model's maximum context length is {limit} tokens, however you requested {requested} tokens ({requested} in your prompt; 0 for the completion). Please reduce your prompt; or completion length.",
    null,
  ),
  max_tokens_per_request: row(
    "max_tokens_per_request",
    "Requested {requested} tokens, max {limit} tokens per request",
    null,
  ),
  json_not_mentioned: row(
    null,
    "'{param}' must contain the word 'json' in some form, to use '{format}' of type 'json_object'.",
  ),
  invalid_schema: row(
    null,
    "Invalid schema for {subject}: In context=({context}), {problem}.",
    "{param}",
  ),
  invalid_function_parameters: row(
    "invalid_function_parameters",
    "Invalid schema for {subject}: In context=({context}), {problem}.",
  ),
  invalid_json_schema: row(
    "invalid_json_schema",
    "Invalid schema for {subject}: In context=({context}), {problem}.",
  ),
  unknown_tool_choice: row(
    null,
    "Invalid value for 'tool_choice': 'tool_choice' names '{name}', which is not in 'tools'.",
    "tool_choice",
  ),
  tool_choice_without_tools: row(
    null,
    "Invalid value for 'tool_choice': 'tool_choice' is only allowed when 'tools' are specified.",
    "tool_choice",
  ),
  stray_tool_message: row(
    null,
    "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
  ),
  unanswered_tool_calls: row(
    null,
    "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: {ids}",
  ),
  stray_call_output: row(
    null,
    "No tool call found for function call output with call_id {id}.",
    "input",
  ),
  unanswered_call: row(null, "No tool output found for function call {id}.", "input"),
  body_too_large: row(
    null,
    "The request body is too large: at most {limit} bytes are taken.",
    null,
    413,
  ),
  nested_too_deeply: row(
    null,
    "The JSON body of your request is nested too deeply: at most {limit} levels are taken.",
    null,
  ),
  invalid_multipart: row(null, "Could not parse multipart form", null),
};

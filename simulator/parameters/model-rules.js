// What a kind of model refuses: endpoints that are not its own, and parameters that it does not have.

import { ApiError } from "../http/errors.js";

/** @typedef {"chat" | "reasoning" | "text" | "embedding" | "moderation"} ModelKind */

/** The error for a model of the wrong kind, by the endpoint. */
const wrongKind = {
  "/v1/chat/completions": {
    text: "not_a_chat_model",
    embedding: "no_sampling",
    moderation: "no_sampling",
  },
  "/v1/responses": {
    text: "no_sampling",
    embedding: "no_sampling",
    moderation: "no_sampling",
  },
  "/v1/completions": {
    chat: "chat_model_only",
    reasoning: "chat_model_only",
    embedding: "no_sampling",
    moderation: "no_sampling",
  },
  "/v1/embeddings": {
    chat: "no_embeddings",
    reasoning: "no_embeddings",
    text: "no_embeddings",
    moderation: "no_embeddings",
  },
  "/v1/moderations": {
    chat: "no_moderation",
    reasoning: "no_moderation",
    text: "no_moderation",
    embedding: "no_moderation",
  },
};

/** Parameters that reasoning models lack, with what to use. */
const unsupported = {
  max_tokens: " Use 'max_completion_tokens' instead.",
  logprobs: "",
  top_logprobs: "",
  logit_bias: "",
  stop: "",
};

/** Parameters that reasoning models have at one value only; responses do not have them at all. */
const fixed = { temperature: 1, top_p: 1, presence_penalty: 0, frequency_penalty: 0 };

/**
 * @param {import("../accounts/accounts.js").Model} model
 * @param {string} path
 */
export function requireKind(model, path) {
  const name = wrongKind[path]?.[model.kind];
  if (name) throw new ApiError(name, { model: model.id });
}

/**
 * @param {import("../accounts/accounts.js").Model} model
 * @param {Record<string, any>} json
 * @param {string} path
 */
export function refuseUnsupported(model, json, path) {
  if (model.kind !== "reasoning") return refuseReasoning(model, json);
  for (const [param, instead] of Object.entries(unsupported)) {
    // `logprobs: false` asks for nothing.
    if (json[param] == null || json[param] === false) continue;
    throw new ApiError("unsupported_parameter", { param, instead });
  }
  for (const [param, only] of Object.entries(fixed)) {
    if (json[param] == null || json[param] === only) continue;
    if (path === "/v1/responses") {
      throw new ApiError("unsupported_parameter", { param, instead: "" });
    }
    throw new ApiError("unsupported_parameter_value", { param, value: json[param], only });
  }
}

function refuseReasoning({ kind }, json) {
  if (kind !== "chat") return;
  const effort = json.reasoning?.effort ?? json.reasoning?.summary;
  if (json.reasoning_effort) {
    throw new ApiError("unrecognized_argument", { param: "reasoning_effort" });
  }
  if (!effort) return;
  const param = json.reasoning.effort ? "reasoning.effort" : "reasoning.summary";
  throw new ApiError("unsupported_parameter", { param, instead: "" });
}

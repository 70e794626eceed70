// Everything that the package exports.

export { OpenAIClient, OpenAIClient as OpenAI, OpenAIClient as default } from "./client.js";
export { APIPromise, PagePromise } from "./promise.js";
export { Page } from "./page.js";
export { Stream } from "./stream.js";
export { toFile, toStreamingFile } from "./file.js";
export {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIError,
  APIUserAbortError,
  AuthenticationError,
  BadRequestError,
  ConflictError,
  ContentFilterFinishReasonError,
  IncompleteStreamError,
  InternalServerError,
  InvalidWebhookSignatureError,
  LengthFinishReasonError,
  NotFoundError,
  OpenAIError,
  PermissionDeniedError,
  RateLimitError,
  UnprocessableEntityError,
} from "./errors.js";

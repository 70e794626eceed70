// Everything that the package exports.

export { OpenAIClient, OpenAIClient as OpenAI, OpenAIClient as default } from "./client/client.js";
export { APIPromise, PagePromise } from "./response/promise.js";
export { Page } from "./response/page.js";
export { Stream } from "./stream/stream.js";
export { toFile, toStreamingFile } from "./encode/file.js";
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

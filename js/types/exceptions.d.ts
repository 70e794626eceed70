// The types of the error classes: those of `openai`, with a diagnosis.
import * as openai from "openai";
import type { Diagnosis } from "./api.js";

export { InvalidWebhookSignatureError, OpenAIError } from "openai";

interface Diagnosed {
  /** What the error means and what helps. */
  readonly diagnosis: Diagnosis;
}

export declare class APIError extends openai.APIError implements Diagnosed {
  readonly diagnosis: Diagnosis;
}
export declare class APIConnectionError extends openai.APIConnectionError implements Diagnosed {
  readonly diagnosis: Diagnosis;
}
export declare class APIConnectionTimeoutError
  extends openai.APIConnectionTimeoutError
  implements Diagnosed
{
  readonly diagnosis: Diagnosis;
}
export declare class APIUserAbortError extends openai.APIUserAbortError implements Diagnosed {
  readonly diagnosis: Diagnosis;
}
export declare class AuthenticationError extends openai.AuthenticationError implements Diagnosed {
  readonly diagnosis: Diagnosis;
}
export declare class BadRequestError extends openai.BadRequestError implements Diagnosed {
  readonly diagnosis: Diagnosis;
}
export declare class ConflictError extends openai.ConflictError implements Diagnosed {
  readonly diagnosis: Diagnosis;
}
export declare class InternalServerError extends openai.InternalServerError implements Diagnosed {
  readonly diagnosis: Diagnosis;
}
export declare class NotFoundError extends openai.NotFoundError implements Diagnosed {
  readonly diagnosis: Diagnosis;
}
export declare class PermissionDeniedError
  extends openai.PermissionDeniedError
  implements Diagnosed
{
  readonly diagnosis: Diagnosis;
}
export declare class RateLimitError extends openai.RateLimitError implements Diagnosed {
  readonly diagnosis: Diagnosis;
}
export declare class UnprocessableEntityError
  extends openai.UnprocessableEntityError
  implements Diagnosed
{
  readonly diagnosis: Diagnosis;
}
/** A stream ended before its end marker. */
export declare class IncompleteStreamError extends APIConnectionError {
  /** How many events came. */
  readonly received: number;
  /** The last of them. */
  readonly last: unknown;
}

/** What hangs on the class of the client as well. */
export declare class Statics {
  static readonly OpenAIError: typeof openai.OpenAIError;
  static readonly APIError: typeof APIError;
  static readonly APIConnectionError: typeof APIConnectionError;
  static readonly APIConnectionTimeoutError: typeof APIConnectionTimeoutError;
  static readonly APIUserAbortError: typeof APIUserAbortError;
  static readonly AuthenticationError: typeof AuthenticationError;
  static readonly BadRequestError: typeof BadRequestError;
  static readonly ConflictError: typeof ConflictError;
  static readonly InternalServerError: typeof InternalServerError;
  static readonly InvalidWebhookSignatureError: typeof openai.InvalidWebhookSignatureError;
  static readonly NotFoundError: typeof NotFoundError;
  static readonly PermissionDeniedError: typeof PermissionDeniedError;
  static readonly RateLimitError: typeof RateLimitError;
  static readonly UnprocessableEntityError: typeof UnprocessableEntityError;
  static readonly toFile: typeof openai.toFile;
  static readonly toStreamingFile: typeof openai.toStreamingFile;
}

// The error classes: those of `openai`, with a diagnosis.

/**
 * The classes by their names, for whoever hangs them all on another.
 * @type {Record<string, Function>}
 */
export const errorClasses = {};

/**
 * Names a class by a property, which survives minification.
 * @template T
 * @param {string} name
 * @param {T} made
 * @returns {T}
 */
function named(name, made) {
  Object.defineProperty(made, "name", { value: name });
  // Two copies of this package on a page have two classes each: the name tells them all.
  Object.defineProperty(/** @type {any} */ (made).prototype, "name", {
    value: name,
    configurable: true,
    writable: true,
  });
  errorClasses[name] = /** @type {any} */ (made);
  return made;
}

/**
 * Adds what an error is about as a property that is not printed: it may be private.
 * @template {Error} E
 * @param {E} error
 * @param {unknown} data
 */
export const withData = (error, data) =>
  Object.defineProperty(error, "data", { value: data, configurable: true, writable: true });

/** Everything that this package throws. */
export const OpenAIError = named("OpenAIError", class extends Error {});

/** An answer of the API that is an error, or no answer at all (`status` undefined). */
export const APIError = named(
  "APIError",
  class extends OpenAIError {
    /**
     * @param {number | undefined} status
     * @param {any} error the `error` object of the answer's body
     * @param {string} [message] used where the body has none
     * @param {Headers} [headers]
     */
    constructor(status, error, message, headers) {
      super(describe(status, error, message));
      this.status = status;
      this.headers = headers;
      this.requestID = headers?.get("x-request-id");
      this.error = error;
      this.code = error?.code;
      this.param = error?.param;
      this.type = error?.type;
    }

    /**
     * @param {number | undefined} status
     * @param {any} body
     * @param {string | undefined} message
     * @param {Headers | undefined} headers
     */
    static generate(status, body, message, headers) {
      if (!status || !headers) return new APIConnectionError({ message, cause: body });
      const Class = byStatus[status] ?? (status >= 500 ? InternalServerError : APIError);
      return new Class(status, body?.error, message, headers);
    }
  },
);

/** The caller's signal was aborted; `cause` is its reason. */
export const APIUserAbortError = named(
  "APIUserAbortError",
  class extends APIError {
    /** @param {{ message?: string }} [options] */
    constructor({ message } = {}) {
      super(undefined, undefined, message ?? "Request was aborted.");
    }
  },
);

/** There was no answer; `cause` is what `fetch` threw. */
export const APIConnectionError = named(
  "APIConnectionError",
  class extends APIError {
    /** @param {{ message?: string, cause?: unknown }} options */
    constructor({ message, cause }) {
      super(undefined, undefined, message ?? "Connection error.");
      if (cause !== undefined) this.cause = cause;
    }
  },
);

/** The answer took longer than `timeout`. */
export const APIConnectionTimeoutError = named(
  "APIConnectionTimeoutError",
  class extends APIConnectionError {
    /** @param {{ message?: string, cause?: unknown }} [options] */
    constructor({ message, cause } = {}) {
      super({ message: message ?? "Request timed out.", cause });
    }
  },
);

/** A stream ended before its end marker; `received` counts the events that came. */
export const IncompleteStreamError = named(
  "IncompleteStreamError",
  class extends APIConnectionError {
    /** @param {{ message?: string, cause?: unknown, received?: number, last?: unknown }} options */
    constructor({ message, cause, received = 0, last }) {
      super({ message, cause });
      this.received = received;
      this.last = last;
    }
  },
);

/** @type {Record<number, any>} */
const byStatus = {};

/**
 * The class for answers with a status.
 * @param {number} status
 * @param {string} name
 */
const statusError = (status, name) => (byStatus[status] = named(name, class extends APIError {}));

export const BadRequestError = statusError(400, "BadRequestError");
export const AuthenticationError = statusError(401, "AuthenticationError");
export const PermissionDeniedError = statusError(403, "PermissionDeniedError");
export const NotFoundError = statusError(404, "NotFoundError");
export const ConflictError = statusError(409, "ConflictError");
export const UnprocessableEntityError = statusError(422, "UnprocessableEntityError");
export const RateLimitError = statusError(429, "RateLimitError");
export const InternalServerError = statusError(500, "InternalServerError");

/** The model stopped because the limit of tokens was reached. */
export const LengthFinishReasonError = named(
  "LengthFinishReasonError",
  class extends OpenAIError {
    constructor() {
      super("Could not parse response content as the length limit was reached");
    }
  },
);

/** The model's answer was withheld by the content filter. */
export const ContentFilterFinishReasonError = named(
  "ContentFilterFinishReasonError",
  class extends OpenAIError {
    constructor() {
      super("Could not parse response content as the request was rejected by the content filter");
    }
  },
);

/** A webhook's signature does not match its body. */
export const InvalidWebhookSignatureError = named(
  "InvalidWebhookSignatureError",
  class extends Error {},
);

/**
 * @param {number | undefined} status
 * @param {any} error
 * @param {string | undefined} message
 */
function describe(status, error, message) {
  const own = typeof error?.message === "string" ? error.message : undefined;
  const text = own || JSON.stringify(error?.message || error || undefined) || message;
  if (status && text) return `${status} ${text}`;
  if (status) return `${status} status code (no body)`;
  return text || "(no status code or body)";
}

// What the helpers take from the client that loads them: its classes, not copies of them.

/** @type {any} */
export let OpenAIError;
/** @type {any} */
export let APIError;
/** @type {any} */
export let APIUserAbortError;
/** @type {any} */
export let LengthFinishReasonError;
/** @type {any} */
export let ContentFilterFinishReasonError;
/** @type {any} */
export let Stream;

/** @param {Record<string, any>} core */
export function use(core) {
  ({ OpenAIError, APIError, APIUserAbortError, LengthFinishReasonError } = core);
  ({ ContentFilterFinishReasonError, Stream } = core);
}

/** @param {object} object @param {PropertyKey} name */
export const hasOwn = (object, name) => Object.prototype.hasOwnProperty.call(object, name);

/** @param {AbortSignal} signal */
export const abortErrorOf = (signal) => {
  const error = new APIUserAbortError();
  Object.defineProperty(error, "cause", {
    value: signal.reason,
    writable: true,
    configurable: true,
  });
  return error;
};

/** A random id; a page without TLS has no `crypto.randomUUID`. */
export const uuid = () =>
  crypto.randomUUID?.() ??
  Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(16)).join("-");

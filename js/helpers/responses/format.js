// Which format the text of a response has: that of the request, or of its last update.

import { OpenAIError } from "../core.js";

/** @param {any} format */
const isFormat = (format) => typeof format?.type === "string";

/**
 * @param {any} body
 * @param {any} [parseAs] the format that the caller names instead
 */
export function formatOf(body, parseAs) {
  if (parseAs === null) return null;
  const updated = lastUpdate(body?.input);
  if (updated?.type === "text" && parseAs !== undefined) {
    throw new OpenAIError("Cannot use parseAs with a plain-text format update.");
  }
  const format = updated ?? body?.text?.format;
  return parseAs ?? (isFormat(format) ? format : null);
}

/** @param {any} input */
function lastUpdate(input) {
  if (!Array.isArray(input)) return undefined;
  const isUpdate = (/** @type {any} */ item) =>
    item?.type === "configuration_update" && isFormat(item.text?.format);
  return input.findLast(isUpdate)?.text.format;
}

/** The options of a request, and what of them is none of its concern. @param {any} options */
export function splitOptions(options) {
  const { parseAs, ...rest } = options ?? {};
  return { parseAs, rest };
}

// What a format or a tool says of how its text is to be parsed.

/** @param {any} format */
export const isParseable = (format) =>
  format?.$brand === "auto-parseable-response-format" || format?.type === "json_schema";

/**
 * The value of a text, by the parser of its format, or as JSON.
 * @param {any} format
 * @param {string} text
 */
export function parseAs(format, text) {
  if (!isParseable(format)) return null;
  return typeof format.$parseRaw === "function" ? format.$parseRaw(text) : parseJSON(text);
}

/** @param {string} text */
function parseJSON(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw invalidJSON();
  }
}

export const invalidJSON = () =>
  new SyntaxError("Error reading response: invalid structured output JSON.");

/** @param {any} tool */
export const isBranded = (tool) => tool?.$brand === "auto-parseable-tool";

/**
 * The value of a tool's arguments; null if the tool says nothing of them.
 * @param {any} tool
 * @param {boolean | undefined} isStrict
 * @param {string} text
 */
export function parseArguments(tool, isStrict, text) {
  if (isBranded(tool)) return tool.$parseRaw(text);
  return isStrict ? parseJSON(text) : null;
}

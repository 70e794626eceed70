// What may be asked of a model beside the words: sampling, limits, shapes, tools, and any JSON.

/** The names of what can be set; each is kept as it was typed. */
export const noParameters = {
  temperature: "",
  limit: "",
  effort: "",
  schema: "",
  tools: "",
  extra: "",
};

/** @typedef {typeof noParameters} Parameters */

/** What is typed as JSON, by what it has to be. */
const typed = { schema: "object", tools: "list", extra: "object" };

const titles = { schema: "The schema", tools: "The list of tools", extra: "Extra JSON" };

/**
 * Why something cannot be sent; empty if it can.
 * @param {Parameters} parameters
 * @param {string} name
 */
export function problemOf(parameters, name) {
  const text = parameters[name].trim();
  if (!text || !Object.hasOwn(typed, name)) return "";
  let value;
  try {
    value = JSON.parse(text);
  } catch ({ message }) {
    return `${titles[name]} is no JSON: ${message}`;
  }
  const isList = Array.isArray(value);
  const isFit = typed[name] === "list" ? isList : !isList && typeof value === "object" && value;
  return isFit
    ? ""
    : `${titles[name]} has to be ${typed[name] === "list" ? "a list" : "an object"}.`;
}

/**
 * The first problem of all.
 * @param {Parameters} parameters
 */
export const problemIn = (parameters) =>
  Object.keys(typed)
    .map((name) => problemOf(parameters, name))
    .find(Boolean) ?? "";

/** How many are set. */
export const countSet = (parameters) =>
  Object.values(parameters).filter((value) => `${value}`.trim()).length;

/** What each of them is called in either API. */
const writers = {
  chat: {
    temperature: (value) => ({ temperature: Number(value) }),
    limit: (value) => ({ max_completion_tokens: Number(value) }),
    effort: (value) => ({ reasoning_effort: value }),
    schema: (value) => ({ response_format: { type: "json_schema", json_schema: shaped(value) } }),
    tools: (value) => ({ tools: JSON.parse(value).map(nested) }),
  },
  responses: {
    temperature: (value) => ({ temperature: Number(value) }),
    limit: (value) => ({ max_output_tokens: Number(value) }),
    effort: (value) => ({ reasoning: { effort: value } }),
    schema: (value) => ({ text: { format: { type: "json_schema", ...shaped(value) } } }),
    tools: (value) => ({ tools: JSON.parse(value).map(flat) }),
  },
};

function shaped(text) {
  const value = JSON.parse(text);
  // A schema may come with its name already, as the API wants it.
  if (value.schema) return { name: "answer", ...value };
  return { name: "answer", strict: true, schema: value };
}

/** A function as Chat Completions wants it, in whatever API's words it was typed. */
function nested(tool) {
  if (tool?.function || (tool?.type && tool.type !== "function")) return tool;
  const { type, ...rest } = tool;
  return { type: "function", function: rest };
}

function flat(tool) {
  return tool?.function ? { type: "function", ...tool.function } : { type: "function", ...tool };
}

/**
 * The body of a call with the parameters in it.
 * @param {string} api
 * @param {Record<string, any>} body
 * @param {Parameters} parameters without a problem
 */
export function withParameters(api, body, parameters) {
  const all = { ...body };
  for (const [name, write] of Object.entries(writers[api])) {
    const value = `${parameters[name] ?? ""}`.trim();
    if (value) Object.assign(all, write(value));
  }
  const extra = JSON.parse(parameters.extra?.trim() || "{}");
  for (const [name, value] of Object.entries(extra)) {
    if (value === null) delete all[name];
    else all[name] = value;
  }
  return all;
}

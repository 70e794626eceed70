// Tools and schemas in requests: their shape, and the rules that strict schemas have.

import * as v from "valibot";
import { ApiError } from "../http/errors.js";
import * as f from "./fields.js";

const name = v.pipe(f.nonEmptyText(64), v.regex(/^[a-zA-Z0-9_-]+$/, "^[a-zA-Z0-9_-]+$"));

const calling = { name, description: v.nullish(f.text), parameters: v.nullish(f.anyObject) };
const strict = { ...calling, strict: v.nullish(f.flag) };
const custom = { name, description: v.nullish(f.text), format: v.nullish(f.anyObject) };

export const chatTools = f.list(
  f.byType({ function: { function: f.object(strict) }, custom: { custom: f.object(custom) } }),
  0,
  128,
);

const hosted = [
  "file_search",
  "web_search",
  "web_search_preview",
  "web_search_2025_08_26",
  "web_search_preview_2025_03_11",
  "computer",
  "computer_use_preview",
  "mcp",
  "code_interpreter",
  "image_generation",
  "local_shell",
  "shell",
  "apply_patch",
  "tool_search",
  "namespace",
];

export const responseTools = f.list(
  f.byType({
    function: strict,
    custom,
    ...Object.fromEntries(hosted.map((type) => [type, {}])),
  }),
  0,
  128,
);

export const chatToolChoice = f.either(
  f.oneOf("none", "auto", "required"),
  f.object({ type: f.text }),
);

export const jsonFormat = {
  name,
  description: v.nullish(f.text),
  schema: v.nullish(f.anyObject),
  strict: v.nullish(f.flag),
};

const types = new Set(["object", "array", "string", "integer", "number", "boolean", "null"]);

/**
 * Refuses a schema that the API would: one with an unknown type, or a strict one that leaves something open.
 * @param {any} schema
 * @param {{ subject: string, param: string, isStrict: boolean, error: string }} about
 */
export function checkSchema(schema, about) {
  const waiting = [{ schema, context: [] }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const problem = problemOf(next.schema, about.isStrict);
    if (problem) {
      const context = next.context.map((part) => `'${part}'`).join(", ");
      throw new ApiError(about.error, { ...about, context, problem });
    }
    waiting.push(...childrenOf(next));
  }
}

function problemOf(schema, isStrict) {
  if (typeof schema === "boolean") return null;
  if (!isObject(schema)) return `${JSON.stringify(schema)} is not of type 'object', 'boolean'`;
  const unknown = [schema.type].flat().find((type) => type !== undefined && !types.has(type));
  if (unknown !== undefined) {
    return `${shown(unknown)} is not valid under any of the given schemas`;
  }
  const isOpen = schema.properties !== undefined && !isObject(schema.properties);
  if (isOpen) return "'properties' must be an object";
  if (schema.enum !== undefined && !(Array.isArray(schema.enum) && schema.enum.length > 0)) {
    return "'enum' must be a non-empty array";
  }
  return isStrict ? looseness(schema) : null;
}

const shown = (value) => (typeof value === "string" ? `'${value.slice(0, 60)}'` : "the type");

function looseness(schema) {
  if (!schema.properties && schema.type !== "object") return null;
  if (schema.additionalProperties !== false) {
    return "'additionalProperties' is required to be supplied and to be false";
  }
  const required = Array.isArray(schema.required) ? schema.required : [];
  const missing = Object.keys(schema.properties ?? {}).find((each) => !required.includes(each));
  if (missing === undefined) return null;
  return `'required' is required to be supplied and to be an array including every key in properties. Missing '${missing}'`;
}

const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

function childrenOf({ schema, context }) {
  if (!isObject(schema)) return [];
  const named = ["properties", "$defs", "definitions"].flatMap((name) =>
    Object.entries(isObject(schema[name]) ? schema[name] : {}).map(([key, child]) => ({
      schema: child,
      context: [...context, name, key],
    })),
  );
  const listed = ["anyOf", "oneOf", "allOf"].flatMap((name) =>
    (Array.isArray(schema[name]) ? schema[name] : []).map((child, at) => ({
      schema: child,
      context: [...context, name, `${at}`],
    })),
  );
  const items =
    schema.items === undefined ? [] : [{ schema: schema.items, context: [...context, "items"] }];
  return [...named, ...listed, ...items];
}

// What is wrong with a parameter, as the error that the API answers with.

import * as v from "valibot";
import { ApiError } from "../http/errors.js";

/**
 * @typedef {{ members: Record<string, any>, isTerse?: boolean, open?: boolean }} Parameters
 * the parameters of an endpoint; a terse one names what it does not know in the older words
 */

/** @type {WeakMap<Parameters, { strict: any, loose: any }>} */
const schemas = new WeakMap();

function schemasOf(parameters) {
  const known = schemas.get(parameters);
  if (known) return known;
  const { members } = parameters;
  const made = { strict: v.strictObject(members), loose: v.looseObject(members) };
  schemas.set(parameters, made);
  return made;
}

/**
 * Throws the error for the first thing that is wrong.
 * @param {unknown} value
 * @param {Parameters} parameters
 * @param {{ isLenient?: boolean }} [options]  lenient: what is unknown passes
 */
export function checkParameters(value, parameters, { isLenient = false } = {}) {
  const { strict, loose } = schemasOf(parameters);
  const schema = isLenient || parameters.open ? loose : strict;
  const { success, issues } = v.safeParse(schema, value, { abortEarly: true });
  if (!success) throw refusalOf(issues[0], parameters);
}

function refusalOf(issue, { isTerse = false }) {
  const found = deepest(issue);
  const param = pathOf(found);
  if (found.expected === "never") {
    return new ApiError(isTerse ? "unrecognized_argument" : "unknown_parameter", { param });
  }
  if (found.input === undefined) return new ApiError("missing_required_parameter", { param });
  const refuse = Object.hasOwn(refusals, found.type) ? refusals[found.type] : refuseType;
  return refuse(found, param);
}

/** Of a value that may be this or that, what is wrong with the one it was meant to be. */
function deepest(issue) {
  const inner = issue.type === "union" ? (issue.issues ?? []) : [];
  const meant = inner.filter(({ path }) => path?.length > 0).sort(byDepth)[0];
  return meant ? deepest({ ...meant, path: [...(issue.path ?? []), ...meant.path] }) : issue;
}

const byDepth = (a, b) => b.path.length - a.path.length;

/** @param {{ path?: { key: unknown }[] }} issue  `messages[0].role` */
function pathOf({ path = [] }) {
  return path
    .map(({ key }, at) => (typeof key === "number" ? `[${key}]` : `${at > 0 ? "." : ""}${key}`))
    .join("")
    .slice(0, 200);
}

const refusals = {
  picklist: refuseChoice,
  literal: refuseChoice,
  variant: refuseChoice,
  min_value: (issue, param) => refuseValue("below_min_value", issue, param),
  max_value: (issue, param) => refuseValue("above_max_value", issue, param),
  min_length: refuseEmpty,
  max_length: refuseLength,
  max_entries: (issue, param) =>
    new ApiError("object_above_max_properties", { param, limit: issue.requirement }),
  regex: refusePattern,
};

function refuseChoice(issue, param) {
  const { input } = issue;
  if (typeof input !== "string") return refuseType(issue, param);
  const value = input.slice(0, 100);
  return new ApiError("unsupported_choice", { param, value, supported: supportedBy(issue) });
}

/** `'a', 'b', and 'c'` of `("a" | "b" | "c")` */
function supportedBy({ expected }) {
  const all = [...`${expected}`.matchAll(/"([^"]*)"/g)].map(([, value]) => `'${value}'`);
  if (all.length < 3) return all.join(" and ");
  return `${all.slice(0, -1).join(", ")}, and ${all.at(-1)}`;
}

function refuseValue(name, { message, requirement, input }, param) {
  const kind = message === "integer" ? "integer" : "decimal";
  return new ApiError(`${kind}_${name}`, { param, limit: requirement, value: input });
}

function refuseEmpty({ input, requirement }, param) {
  const name = typeof input === "string" ? "empty_string" : "empty_array";
  return new ApiError(name, { param, limit: requirement });
}

/** A pattern is shown as such; where there is a plainer word, that is the message. */
function refusePattern({ message: problem }, param) {
  const name = problem.startsWith("^") ? "pattern_mismatch" : "invalid_value";
  return new ApiError(name, { param, problem });
}

function refuseLength({ input, requirement }, param) {
  const name = typeof input === "string" ? "string_above_max_length" : "array_above_max_length";
  return new ApiError(name, { param, limit: requirement, value: input.length });
}

function refuseType(issue, param) {
  const { input } = issue;
  return new ApiError("invalid_type", {
    param,
    expected: expectedBy(issue),
    received: kindOf(input),
  });
}

const kinds = { string: "a string", number: "a decimal", Array: "an array", Object: "an object" };

function expectedBy({ type, message, expected }) {
  if (type !== "union") return message;
  const all = `${expected}`.match(/string|number|Array|Object|boolean/g) ?? [];
  const named = [...new Set(all)].map((each) => kinds[each] ?? `a ${each}`);
  return named.length > 1 ? `one of ${named.join(" or ").replaceAll(/\ban? /g, "")}` : named[0];
}

function kindOf(value) {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "number") return Number.isInteger(value) ? "an integer" : "a decimal";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

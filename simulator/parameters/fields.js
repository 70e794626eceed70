// The kinds of values that parameters have; the message of each says what was expected, in the API's words.

import * as v from "valibot";

export const text = v.string("a string");
export const flag = v.boolean("a boolean");
export const anyObject = v.record(v.string(), v.unknown(), "an object");

/** @param {number} [longest] */
export const shortText = (longest = 64) => v.pipe(text, v.maxLength(longest));

/** @param {number} [longest] */
export const nonEmptyText = (longest = 10_485_760) =>
  v.pipe(text, v.minLength(1), v.maxLength(longest));

/** @param {number} low @param {number} [high] */
export const decimal = (low, high = Number.MAX_VALUE) =>
  v.pipe(v.number("a decimal"), v.minValue(low), v.maxValue(high));

/** @param {number} low @param {number} [high] */
export const integer = (low, high = 2 ** 31 - 1) =>
  v.pipe(
    v.number("an integer"),
    v.integer("an integer"),
    v.minValue(low, "integer"),
    v.maxValue(high, "integer"),
  );

/** @param {...string} values */
export const oneOf = (...values) => v.picklist(values, "a string");

/** @param {any} item @param {number} least @param {number} [most] */
export const list = (item, least = 0, most = 100_000) =>
  v.pipe(v.array(item, "an array"), v.minLength(least), v.maxLength(most));

/** An object of which only these members matter. @param {Record<string, any>} members */
export const object = (members) => v.looseObject(members, "an object");

/** @param {...any} kinds */
export const either = (...kinds) => v.union(kinds);

/** Objects told apart by their `type`. @param {Record<string, Record<string, any>>} kinds */
export const byType = (kinds) => {
  const options = Object.entries(kinds).map(([type, members]) =>
    object({ type: v.literal(type), ...members }),
  );
  return v.variant("type", /** @type {any} */ (options), "an object");
};

/** Every parameter may be left out, or be null. @param {Record<string, any>} members */
export const optionals = (members) =>
  Object.fromEntries(Object.entries(members).map(([name, field]) => [name, v.nullish(field)]));

export const metadata = v.pipe(
  v.record(shortText(64), shortText(512), "an object"),
  v.maxEntries(16),
);

export const serviceTier = oneOf("auto", "default", "flex", "scale", "priority", "fast");
export const effort = oneOf("none", "minimal", "low", "medium", "high", "xhigh", "max");
export const verbosity = oneOf("low", "medium", "high");
export const retention = oneOf("in-memory", "in_memory", "24h");

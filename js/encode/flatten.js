// Takes the parameters of a method apart.

/** How deep parameters may be nested: more is a circle. */
export const DEEPEST = 32;

/**
 * A record without some names, and without the nulls that some names have.
 * @param {any} record
 * @param {string} names separated by commas
 * @param {string | undefined} nulls separated by commas, empty for all
 */
export function omit(record, names, nulls) {
  const params = record === undefined || (record === null && names) ? {} : record;
  if (!params || (!names && nulls === undefined)) return params;
  const rest = withoutNulls(params, nulls?.split(","), "");
  for (const name of names.split(",")) delete rest[name];
  return rest;
}

/**
 * @param {Record<string, any>} record
 * @param {string[] | undefined} nulls the names of what is left out if it is null
 * @param {string} prefix
 * @returns {Record<string, unknown>}
 */
function withoutNulls(record, nulls, prefix) {
  if (!nulls) return { ...record };
  const isLeftOut = (/** @type {string} */ name) => nulls[0] === "" || nulls.includes(name);
  const entries = Object.entries(record).filter(
    ([name, value]) => value !== null || !isLeftOut(prefix + name),
  );
  return Object.fromEntries(
    entries.map(([name, value]) => {
      const inner = `${prefix}${name}.`;
      const goesOn = value && nulls.some((each) => each.startsWith(inner));
      return [name, goesOn ? withoutNulls(value, nulls, inner) : value];
    }),
  );
}

/**
 * Parameters for a query: for each pair the parameter, its name in full, and its text.
 * @param {unknown} record
 * @param {string} [only] the names to take, separated by commas
 * @returns {(string | undefined)[]}
 */
export function flatQuery(record, only) {
  return Object.entries(record ?? {}).flatMap(([parameter, argument]) => {
    if (only && !only.split(",").includes(parameter)) return [];
    const pairs = [...leavesOf(parameter, argument, isPlain)];
    if (pairs.length === 0) return [parameter, parameter, undefined];
    return pairs.flatMap(([name, value]) => {
      return [parameter, name, value instanceof Date ? value.toISOString() : String(value ?? "")];
    });
  });
}

/** @param {unknown} value */
const isPlain = (value) => value instanceof Date || Object(value) !== value;

/**
 * What a parameter consists of, nested names and arrays in brackets.
 * @param {string} name
 * @param {any} value
 * @param {(value: unknown, name: string) => boolean} isLeaf whether a value is taken as it is
 * @param {number} [depth]
 * @returns {Generator<[name: string, value: unknown]>}
 */
export function* leavesOf(name, value, isLeaf, depth = 0) {
  if (value === undefined) return;
  if (depth > DEEPEST) throw new TypeError("a query or a form is nested too deep");
  if (isLeaf(value, name)) return yield [name, value];
  for (const [key, inner] of Object.entries(value)) {
    yield* leavesOf(
      Array.isArray(value) ? `${name}[]` : `${name}[${key}]`,
      inner,
      isLeaf,
      depth + 1,
    );
  }
}

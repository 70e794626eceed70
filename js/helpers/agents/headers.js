// Takes the idempotency key out of options: it belongs to one request of several.

const KEY = "idempotency-key";

/**
 * @param {any} options
 * @returns {{ key: string | null | undefined, rest: any }} null: none is to be sent
 */
export function split(options) {
  const { idempotencyKey, headers, ...others } = options ?? {};
  const isList = typeof headers?.[Symbol.iterator] === "function";
  const pairs = isList ? [...headers] : Object.entries(headers ?? {});
  const isKey = (/** @type {[string, any]} */ [name]) => name.toLowerCase() === KEY;
  const found = pairs.findLast(isKey);
  const key = found && found[1] !== undefined ? found[1] : idempotencyKey;
  const kept = pairs.filter((pair) => !isKey(pair));
  return { key, rest: { ...others, headers: Object.fromEntries(kept) } };
}

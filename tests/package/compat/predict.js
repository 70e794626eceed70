// Works out from a line of the catalogue alone which request a call must cause.
import { placeOfParams, takesParams } from "./catalogue.js";

/** @typedef {import("./catalogue.js").Endpoint} Endpoint */

/**
 * @param {Endpoint} endpoint
 * @param {unknown[]} args
 */
export function predictRequest(endpoint, args) {
  const rest = [...args];
  const id = endpoint.ids.length > 0 ? rest.shift() : undefined;
  const params = { ...(takesParams(endpoint) ? rest.shift() : {}) };
  const path = fillPath(endpoint, id, params);
  const headers = { ...fixedHeaders(endpoint), ...takeHeaders(endpoint, params) };
  omitNulls(endpoint, params);
  const inQuery = takeQuery(endpoint, params);
  const [plainPath, fixedQuery] = path.split("?");
  const query = [fixedQuery, ...inQuery].filter((pair) => pair !== undefined).join("&");
  return {
    method: endpoint.method,
    path: `https://api.test/v1${plainPath}`,
    query: query === "" ? "" : `?${query}`,
    headers,
    body: placeOfParams(endpoint) === "json" ? JSON.stringify(params) : null,
  };
}

/**
 * @param {Endpoint} endpoint
 * @param {unknown} lastId
 * @param {Record<string, unknown>} params loses the ids
 */
function fillPath({ path, ids }, lastId, params) {
  return path.replace(/\{(\w+)\}/g, (_, name) => {
    if (name === ids.at(-1)) return encodeSegment(lastId);
    const { [name]: id } = params;
    delete params[name];
    return encodeSegment(id);
  });
}

// RFC 3986 allows these in a segment beside what encodeURIComponent leaves alone.
function encodeSegment(id) {
  return encodeURIComponent(id).replace(/%(?:24|26|2B|2C|3B|3D|3A|40)/g, decodeURIComponent);
}

/** @param {Endpoint} endpoint */
function fixedHeaders({ words }) {
  return {
    accept: words.get("accept") ?? "application/json",
    authorization: words.has("admin") ? "Bearer sk-admin-test" : "Bearer sk-test",
    "openai-organization": "org-test",
    "openai-project": "proj_test",
    ...(words.has("beta") ? { "openai-beta": words.get("beta") } : {}),
  };
}

/**
 * @param {Endpoint} endpoint
 * @param {Record<string, unknown>} params loses what becomes a header
 */
function takeHeaders({ words }, params) {
  if (!words.has("header")) return {};
  const [name, header = name] = words.get("header").split(":");
  const { [name]: value } = params;
  delete params[name];
  return value === undefined ? {} : { [header.toLowerCase()]: String(value) };
}

/**
 * @param {Endpoint} endpoint
 * @param {Record<string, unknown>} params loses its nulls, or those that the line names
 */
function omitNulls({ words }, params) {
  if (!words.has("omit_null")) return;
  const named = words.get("omit_null");
  const names = named === "" ? Object.keys(params) : named.split(",");
  for (const name of names) if (params[name] === null) delete params[name];
}

/**
 * @param {Endpoint} endpoint
 * @param {Record<string, unknown>} params loses what goes to the query
 */
function takeQuery({ words }, params) {
  const word = words.get("query");
  if (word === undefined) return [];
  const names = word === "" ? Object.keys(params) : word.split(",");
  return names.flatMap((name) => {
    const { [name]: value } = params;
    delete params[name];
    return encodePairs(name, value);
  });
}

/**
 * @param {string} name
 * @param {any} value
 * @returns {string[]}
 */
function encodePairs(name, value) {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((entry) => encodePairs(`${name}[]`, entry));
  if (value === null || value instanceof Date || typeof value !== "object") {
    const text = value instanceof Date ? value.toISOString() : (value ?? "");
    return [`${encodeName(name)}=${encodeName(text)}`];
  }
  return Object.entries(value).flatMap(([key, entry]) => encodePairs(`${name}[${key}]`, entry));
}

// RFC 3986 again: encodeURIComponent leaves !'()* as they are.
function encodeName(text) {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
}

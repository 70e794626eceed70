// Reads the catalogue of endpoints for the tests.
import { readFileSync } from "node:fs";

const source = new URL("../../../src/endpoints.txt", import.meta.url);

/**
 * @typedef {object} Endpoint
 * @property {string} name dotted name of the method
 * @property {string} method
 * @property {string} path with placeholders, perhaps with a fixed query
 * @property {string[]} ids the placeholders in order
 * @property {Map<string, string>} words the words of the line; the value is empty for a bare word
 */

/** @returns {Endpoint[]} */
export function readCatalogue() {
  return readFileSync(source, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map(parseLine);
}

/**
 * @param {string} line
 * @returns {Endpoint}
 */
function parseLine(line) {
  const [name, method, path, ...words] = line.trim().split(/\s+/);
  const ids = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
  return { name, method, path, ids, words: new Map(words.map(splitWord)) };
}

/**
 * @param {string} word
 * @returns {[string, string]}
 */
function splitWord(word) {
  const equals = word.indexOf("=");
  return equals < 0 ? [word, ""] : [word.slice(0, equals), word.slice(equals + 1)];
}

/**
 * Where the params of a call go: nowhere, to the query, to a JSON body or to a form.
 * @param {Endpoint} endpoint
 */
export function placeOfParams({ method, words }) {
  if (words.has("form")) return "form";
  if (words.get("query") === "") return "query";
  if (words.has("bare")) return "nowhere";
  return method === "GET" || (method === "DELETE" && !words.has("body")) ? "nowhere" : "json";
}

/**
 * Whether a method takes a params argument at all.
 * @param {Endpoint} endpoint
 */
export function takesParams(endpoint) {
  return (
    placeOfParams(endpoint) !== "nowhere" || endpoint.ids.length > 1 || endpoint.words.has("header")
  );
}

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
  const endpoints = [];
  let head = [""];
  for (const line of readFileSync(source, "utf8").split("\n")) {
    if (line.startsWith(" ")) endpoints.push(parseLine(head, line));
    else head = line.split(" ");
  }
  return endpoints;
}

/**
 * @param {string[]} head the columns of the namespace's line
 * @param {string} line
 * @returns {Endpoint}
 */
function parseLine([namespace, base, ...common], line) {
  const [action, method, ...rest] = line.trim().split(" ");
  const path = base + (/^[/?]/.test(rest[0] ?? "") ? rest.shift() : "");
  const ids = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
  const words = new Map([...rest, ...common].map(splitWord));
  return { name: `${namespace}.${action}`, method, path, ids, words };
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

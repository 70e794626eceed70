// Makes up the arguments of calls: the same ones for every client, from a line of the catalogue.
import { placeOfParams, takesParams } from "./catalogue.js";

/** @typedef {import("./catalogue.js").Endpoint} Endpoint */
/** @typedef {{ title: string, args: () => unknown[] }} Variation */

const oddId = "a/b c?d#e%2Fü'(x):@&=+$,;~[]\"";

// Objects, arrays, every primitive, and characters that encoders treat differently.
const richParams = {
  name: 'ü "quoted" & = + # ? 100% 🙂',
  count: 3,
  ratio: 0.5,
  yes: true,
  no: false,
  nothing: null,
  absent: undefined,
  tags: ["a", "b c", "ü&"],
  nested: { deep: { list: [1, { x: "y" }], flag: false }, empty: {}, none: [] },
  metadata: { "a.b": "c[d]", "e f": "" },
  when: new Date(86_400_000),
};

const options = {
  headers: { "X-Extra": "one", Accept: "application/x-special", "OpenAI-Project": null },
  idempotencyKey: "key-1",
  maxRetries: 0,
  timeout: 5000,
};

/**
 * Every way in which the tests call an endpoint.
 * @param {Endpoint} endpoint
 * @param {boolean} isOptional whether the params may be left out
 * @returns {Variation[]}
 */
export function variations(endpoint, isOptional) {
  const withOptions = { ...options, headers: { ...options.headers } };
  return [
    variation("minimal", () => callArguments(endpoint, "id-1", minimalParams(endpoint))),
    variation("full", () => callArguments(endpoint, "id-1", fullParams(endpoint))),
    variation("options", () => callArguments(endpoint, "id-1", fullParams(endpoint), withOptions)),
    variation("query option", () =>
      callArguments(endpoint, "id-1", minimalParams(endpoint), { query: { extra: ["x", "y"] } }),
    ),
    ...oddIds(endpoint),
    ...streaming(endpoint),
    ...(isOptional ? leftOut(endpoint) : []),
    ...formless(endpoint),
  ];
}

/**
 * @param {string} title
 * @param {() => unknown[]} args
 * @returns {Variation}
 */
function variation(title, args) {
  return { title, args };
}

/**
 * The last id, if there is one, the params, if the endpoint takes them, and the options.
 * @param {Endpoint} endpoint
 * @param {unknown} id
 * @param {unknown} params
 * @param {object} [options]
 */
export function callArguments(endpoint, id, params, options) {
  const args = [
    ...(endpoint.ids.length > 0 ? [id] : []),
    ...(takesParams(endpoint) ? [params] : []),
  ];
  const mustSayOptions = options !== undefined || endpoint.words.has("options_first");
  return mustSayOptions ? [...args, options] : args;
}

/**
 * @param {Endpoint} endpoint
 * @param {string} [prefix]
 */
function earlierIds(endpoint, prefix = "") {
  const names = endpoint.ids.slice(0, -1);
  return Object.fromEntries(names.map((name, index) => [name, `${prefix}${name}-${index}`]));
}

/**
 * The least that an endpoint can be called with.
 * @param {Endpoint} endpoint
 */
export function minimalParams(endpoint) {
  if (endpoint.words.has("raw")) return { [endpoint.words.get("raw")]: "v=0\r\n" };
  const file = endpoint.words.get("form") === "" ? { file: makeFile("a.txt") } : {};
  return { ...earlierIds(endpoint), ...file };
}

/**
 * Params with everything in them that the words of the line speak of.
 * @param {Endpoint} endpoint
 */
export function fullParams(endpoint) {
  const place = placeOfParams(endpoint);
  if (place === "nowhere") return { ...earlierIds(endpoint), ...headerParams(endpoint) };
  const common = { ...earlierIds(endpoint), ...headerParams(endpoint), ...wordParams(endpoint) };
  return { ...common, ...(place === "form" ? formParams(endpoint) : richParams) };
}

/** @param {Endpoint} endpoint */
function headerParams({ words }) {
  if (!words.has("header")) return {};
  const [name] = words.get("header").split(":");
  return { [name]: name === "betas" ? ["one=v1", "two=v2"] : "value-1" };
}

/** @param {Endpoint} endpoint */
function wordParams({ words }) {
  const inQuery = (words.get("query") ?? "").split(",").filter((name) => name !== "");
  const nulls = (words.get("omit_null") ?? "").split(",").filter((name) => /^\w+$/.test(name));
  return Object.fromEntries([
    ...inQuery.map((name) => [name, ["first", "second"]]),
    ...nulls.map((name) => [name, null]),
  ]);
}

// Null has no form encoding, and a date would be an object without fields.
/** @param {Endpoint} endpoint */
function formParams({ words }) {
  const { nothing, when, ...rest } = richParams;
  if (words.has("parts")) return { sdp: "v=0\r\n", session: { type: "realtime", tools: [] } };
  const path = words.has("filenames") ? "skill/deep/b.md" : "dir/b.md";
  return { ...rest, file: makeFile("a ü.txt"), files: [makeFile(path), makeFile("c.txt")] };
}

/** @param {string} name */
function makeFile(name) {
  return new File([`bytes of ${name}`], name, { type: "text/plain" });
}

/**
 * @param {Endpoint} endpoint
 * @returns {Variation[]}
 */
function oddIds(endpoint) {
  if (endpoint.ids.length === 0) return [];
  const params = () => ({ ...minimalParams(endpoint), ...earlierIds(endpoint, oddId) });
  return [variation("odd ids", () => callArguments(endpoint, oddId, params()))];
}

/**
 * @param {Endpoint} endpoint
 * @returns {Variation[]}
 */
function streaming(endpoint) {
  if (!endpoint.words.has("stream")) return [];
  const params = (stream) => ({ ...minimalParams(endpoint), stream });
  return [true, false, null].map((stream) =>
    variation(`stream: ${stream}`, () => callArguments(endpoint, "id-1", params(stream))),
  );
}

/**
 * @param {Endpoint} endpoint
 * @returns {Variation[]}
 */
function leftOut(endpoint) {
  const first = endpoint.ids.length > 0 ? ["id-1"] : [];
  const direct = { headers: { "X-Extra": "one" }, maxRetries: 0 };
  const isQuery = placeOfParams(endpoint) === "query";
  return [
    variation("no params", () => first),
    variation("undefined params", () => [...first, undefined]),
    variation("null params", () => [...first, null]),
    variation("undefined params, options", () => [...first, undefined, direct]),
    ...(isQuery ? [variation("options in place of params", () => [...first, direct])] : []),
  ];
}

/**
 * @param {Endpoint} endpoint
 * @returns {Variation[]}
 */
function formless(endpoint) {
  if (endpoint.words.get("form") !== "uploads") return [];
  return [variation("no file", () => callArguments(endpoint, "id-1", { ...richParams }))];
}

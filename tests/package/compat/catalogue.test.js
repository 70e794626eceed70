// Every line of the catalogue says what `openai` does, and nothing is missing.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { callArguments, fullParams, minimalParams } from "./arguments.js";
import { placeOfParams, readCatalogue, takesParams } from "./catalogue.js";
import { makeOracle } from "./oracle.js";
import { composedMethods } from "./composed.js";
import { predictRequest } from "./predict.js";
import { recordingFetch } from "./record.js";
import { callMethod, findMethod, methodNames, parameterNames } from "./reflect.js";

const catalogue = readCatalogue();
const oracle = makeOracle(recordingFetch().fetch);

/**
 * @param {string} name
 * @param {unknown[]} args
 */
async function requestsOfOracle(name, args) {
  const { fetch, requests } = recordingFetch();
  await callMethod(makeOracle(fetch), name, args);
  return requests;
}

test("has a line for every method that is one request, and no other", () => {
  const lines = catalogue.map(({ name }) => name);
  const methods = methodNames(oracle).filter((name) => !composedMethods.includes(name));
  assert.deepEqual(lines.toSorted(), methods.toSorted());
});

test("knows every composed method of openai, and no other", () => {
  const methods = methodNames(oracle);
  assert.deepEqual(
    composedMethods.filter((name) => !methods.includes(name)),
    [],
  );
});

test("gives a method one line and no namespace its name", () => {
  const names = catalogue.map(({ name }) => name);
  assert.equal(new Set(names).size, names.length);
  const namespaces = names.filter((name) => names.some((other) => other.startsWith(`${name}.`)));
  assert.deepEqual(namespaces, []);
});

test("takes the arguments that openai takes", () => {
  for (const endpoint of catalogue) {
    const names = parameterNames(oracle, endpoint.name);
    const ids = names.filter((name) => !["body", "query", "params", "options"].includes(name));
    assert.equal(ids.length, endpoint.ids.length > 0 ? 1 : 0, endpoint.name);
    assert.equal(names.length - ids.length - 1, takesParams(endpoint) ? 1 : 0, endpoint.name);
  }
});

test("names the params that become headers", () => {
  for (const endpoint of catalogue) {
    const source = String(findMethod(oracle, endpoint.name).method);
    const [, name] = /const \{ (betas|'Idempotency-Key')[,: ]/.exec(source) ?? [];
    const expected = name?.replaceAll("'", "");
    assert.equal(endpoint.words.get("header")?.split(":")[0], expected, endpoint.name);
  }
});

const knownWords =
  "accept admin bare base64 beta body bytes events filenames finish_reason form header " +
  "omit_null options_first output_text page parts query raw stream streams verbatim";

test("uses no word that the tests do not know", () => {
  const used = catalogue.flatMap(({ words }) => [...words.keys()]);
  const unknown = used.filter((word) => !knownWords.split(" ").includes(word));
  assert.deepEqual(unknown, []);
});

describe("predicts the request of openai", () => {
  for (const endpoint of catalogue) {
    test(endpoint.name, async () => {
      for (const id of ["id-1", "a/b c?#%(x):@&=+$,;"]) {
        for (const params of [minimalParams(endpoint), fullParams(endpoint)]) {
          const args = callArguments(endpoint, id, params);
          const expected = predictRequest(endpoint, args);
          const requests = await requestsOfOracle(endpoint.name, args);
          assert.deepEqual(
            requests.map((request) => comparable(endpoint, request)),
            [expected],
          );
        }
      }
    });
  }
});

// The words of a form are about its encoding and its files, which have tests of their own.
function comparable(endpoint, { parsedQuery, headers, body, ...request }) {
  const { "content-type": type, ...rest } = headers;
  const place = placeOfParams(endpoint);
  if (place === "json" && endpoint.name !== "embeddings.create") {
    assert.equal(type, "application/json");
    return { ...request, headers: rest, body };
  }
  if (place === "nowhere" || place === "query") assert.equal(type, undefined);
  return { ...request, headers: rest, body: place === "json" ? withoutEncoding(body) : null };
}

const withoutEncoding = (body) => body.replace(/,?"encoding_format":"base64"/, "");

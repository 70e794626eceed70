// The package.json that is published, made from the one of the repository.
import fs from "node:fs";
import { at } from "../lib/paths.mjs";
import { StepError } from "../lib/run.mjs";

const kept = [
  "description",
  "keywords",
  "license",
  "author",
  "homepage",
  "repository",
  "bugs",
  "engines",
];

const pair = (name, types = name) => ({
  import: { types: `./${types}.d.ts`, default: `./${name}.js` },
  require: { types: `./${types}.d.cts`, default: `./${name}.cjs` },
});

const only = (name, types = "index") => ({ types: `./${types}.d.ts`, default: `./${name}.js` });

const exports = {
  ".": {
    workerd: only("workerd"),
    "edge-light": only("edge"),
    node: pair("node", "index"),
    ...pair("index"),
  },
  "./slim": pair("slim"),
  "./web": pair("web"),
  "./partial-json": {
    workerd: only("partial-json-edge", "partial-json"),
    "edge-light": only("partial-json-edge", "partial-json"),
    ...pair("partial-json"),
  },
  "./openai_wasm_bg.wasm": "./openai_wasm_bg.wasm",
  "./package.json": "./package.json",
};

/** @returns {Record<string, unknown>} */
export function manifest() {
  const root = JSON.parse(fs.readFileSync(at("package.json"), "utf8"));
  checkVersion(root.version);
  return {
    name: "openai-wasm",
    version: root.version,
    ...Object.fromEntries(kept.filter((key) => key in root).map((key) => [key, root[key]])),
    type: "module",
    sideEffects: false,
    main: "./index.cjs",
    module: "./index.js",
    types: "./index.d.ts",
    bin: { "openai-wasm": "./cli/openai-wasm.js" },
    exports,
    peerDependencies: { openai: ">=7" },
    peerDependenciesMeta: { openai: { optional: true } },
  };
}

function checkVersion(version) {
  const crate = /^version = "([^"]+)"/m.exec(fs.readFileSync(at("Cargo.toml"), "utf8"))?.[1];
  if (crate === version) return;
  throw new StepError(`version is ${version} in package.json and ${crate} in Cargo.toml`);
}

// Writes the npm package: one file per entry, the module, the types, the documents.
import { createHash } from "node:crypto";
import fs from "node:fs";
import { manifest } from "./npm-manifest.mjs";
import { at } from "../lib/paths.mjs";
import { wasmName } from "../shrink/index.mjs";
import { StepError } from "../lib/run.mjs";
import { partialJSON, partialJSONFile } from "../wasm/partial-json.mjs";

const documents = ["README.md", "CHANGELOG.md", "LICENSE"];

/** What is loaded by what: the files of the helpers, and the form of the small module in them. */
const inline = { suffix: ".js", module: "inline" };
const edge = { suffix: "-edge.js", module: "edge" };
const cjs = { suffix: ".cjs", module: "inline" };

const entries = [
  { from: "entry/inline", file: "index.js", loads: inline },
  { from: "entry/inline", file: "index.cjs", loads: cjs },
  { from: "entry/node", file: "node.js", loads: inline },
  { from: "entry/node", file: "node.cjs", loads: cjs },
  { from: "entry/workerd", file: "workerd.js", loads: edge },
  { from: "entry/edge", file: "edge.js", loads: edge },
  { from: "entry/slim", file: "slim.js", loads: inline },
  { from: "entry/slim", file: "slim.cjs", loads: cjs },
  { from: "entry/web", file: "web.js", loads: inline },
  { from: "entry/web", file: "web.cjs", loads: cjs },
  { from: "helpers/index", file: "helpers.js", loads: inline },
  { from: "helpers/index", file: "helpers.cjs", loads: cjs },
  { from: "helpers/index", file: "helpers-edge.js", loads: edge },
  { from: "helpers/assistants/index", file: "assistants.js", loads: inline },
  { from: "helpers/assistants/index", file: "assistants.cjs", loads: cjs },
  { from: "helpers/agents/index", file: "agents.js", loads: inline },
  { from: "helpers/agents/index", file: "agents.cjs", loads: cjs },
  { from: "helpers/json/index", file: "partial-json.js", loads: inline },
  { from: "helpers/json/index", file: "partial-json.cjs", loads: cjs },
  { from: "helpers/json/index", file: "partial-json-edge.js", loads: edge },
];

// jest-environment-jsdom has no TextDecoder, and the glue makes one while it is imported: the import
// has to be safe, the use may fail.
const banner = [
  { name: "TextDecoder", methods: ["decode(x){if(x)"] },
  { name: "TextEncoder", methods: ["encode(){", "encodeInto(){"] },
]
  .map(({ name, methods }) => {
    const complaint = `openai-wasm needs ${name}, which this environment does not have`;
    const body = methods.map((method) => `${method}throw new Error("${complaint}")}`).join("");
    return `var ${name}=globalThis.${name}||class{${body}};`;
  })
  .join("");

// `require` gives the class itself, with everything else on it, as `openai` does.
const requireFooter = `
(function (face) {
  module.exports = face.default;
  for (const name of Object.keys(face)) {
    Object.defineProperty(module.exports, name, { value: face[name], configurable: true, writable: true });
  }
  Object.defineProperty(module.exports, "__esModule", { value: true });
})(module.exports);`;

/**
 * @param {string} bindgen folder with the module and its glue
 * @param {{release: boolean}} options
 */
export async function pack(bindgen, { release }) {
  const wasm = fs.readFileSync(at(bindgen, wasmName));
  await checkPayload(at(bindgen, "payload.js"), wasm);
  fs.rmSync(at("pkg"), { recursive: true, force: true });
  fs.mkdirSync(at("pkg"));
  fs.writeFileSync(at("pkg", wasmName), wasm);
  fs.copyFileSync(at(partialJSONFile), at("pkg", partialJSON));
  for (const entry of entries) await bundle(bindgen, entry, release);
  fs.cpSync(at("cli"), at("pkg", "cli"), { recursive: true });
  copyTypes();
  for (const name of documents) copyDocument(name, wasm);
  fs.writeFileSync(at("pkg", "package.json"), `${JSON.stringify(manifest(), null, 2)}\n`);
}

async function checkPayload(file, wasm) {
  const { decode } = await import(`${file}?${Date.now()}`);
  const start = (bytes) => new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports;
  if (wasm.equals(decode(start))) return;
  throw new StepError("the inlined module does not decode to the bytes of the module");
}

async function bundle(bindgen, { from, file, loads }, release) {
  const { build } = await import("esbuild");
  const format = file.endsWith(".cjs") ? "cjs" : "esm";
  const isClient = from.startsWith("entry/");
  await build({
    entryPoints: [at("js", `${from}.js`)],
    outfile: at("pkg", file),
    bundle: true,
    format,
    platform: "neutral",
    target: "es2022",
    minify: release,
    // An uncaught error prints the line that it was thrown in: a short one, and never the module.
    lineLimit: 320,
    legalComments: "none",
    logLevel: "warning",
    // Where a test has no modules, `import` fails, and `require` does not.
    supported: { "dynamic-import": format === "esm" },
    banner: isClient ? { js: banner } : {},
    footer: isClient && format === "cjs" ? { js: requireFooter } : {},
    loader: { ".wasm": "base64" },
    // js/boundary/guard.js frees what is abandoned, and only in the instance that it is of.
    define: { FinalizationRegistry: "undefined" },
    plugins: [linkTo(bindgen, loads)],
  });
}

/**
 * Resolves what wasm-bindgen wrote, and keeps one copy of each module that both the glue and the face
 * import: wasm-bindgen copies files of `js/` into `snippets/`.
 * @param {string} bindgen
 * @param {{ suffix: string, module: string }} [loads]
 * @returns {import("esbuild").Plugin}
 */
export function linkTo(bindgen, loads = inline) {
  return {
    name: "link",
    setup(build) {
      const resolve = (filter, path) => build.onResolve({ filter }, path);
      resolve(/^#glue$/, () => ({ path: at(bindgen, "glue.js") }));
      resolve(/^#payload$/, () => ({ path: at(bindgen, "payload.js") }));
      resolve(/^#base64$/, () => ({ path: at("pkg", wasmName) }));
      const { suffix, module } = loads;
      resolve(/^#helpers$/, () => ({ path: `./helpers${suffix}`, external: true }));
      // Without a module in them, they are the same everywhere.
      resolve(/^#(assistants|agents)$/, ({ path }) => ({
        path: `./${path.slice(1)}${suffix.replace("-edge", "")}`,
        external: true,
      }));
      resolve(/^#partial-json$/, () => ({ path: at("js", "helpers", "json", `${module}.js`) }));
      resolve(/^#partial-json-base64$/, () => ({ path: at(partialJSONFile) }));
      resolve(/^cloudflare:/, ({ path }) => ({ path, external: true }));
      resolve(/\.wasm(\?module)?$/, ({ path }) => ({ path, external: true }));
      resolve(/\/snippets\/[^/]+\/js\//, ({ path }) => ({
        path: at(path.replace(/^.*\/snippets\/[^/]+\//, "")),
      }));
    },
  };
}

function copyTypes() {
  for (const name of fs.readdirSync(at("js", "types")).filter((file) => file.endsWith(".d.ts"))) {
    writeTypes(name.slice(0, -".d.ts".length), fs.readFileSync(at("js", "types", name), "utf8"));
  }
  const face = 'export * from "./index.js";\nexport { default } from "./index.js";\n';
  writeTypes("partial-json", fs.readFileSync(at("js", "helpers", "json", "index.d.ts"), "utf8"));
  for (const name of ["slim", "web"]) {
    writeTypes(name, face + fs.readFileSync(at("js", "entry", `${name}.d.ts`), "utf8"));
  }
}

function writeTypes(name, text) {
  fs.writeFileSync(at("pkg", `${name}.d.ts`), text);
  fs.writeFileSync(at("pkg", `${name}.d.cts`), text.replaceAll(/("\.\/[^"]+)\.js"/g, '$1.cjs"'));
}

/** Where a document leaves room for it, the package tells the hash of the module beside it. */
function copyDocument(name, wasm) {
  if (!fs.existsSync(at(name))) return;
  const hash = createHash("sha384").update(wasm).digest("base64");
  const text = fs.readFileSync(at(name), "utf8").replaceAll("sha384-…", `sha384-${hash}`);
  fs.writeFileSync(at("pkg", name), text);
}

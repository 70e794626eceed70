// What a browser loads of the page, each with what it imports: the app, its style, its libraries.
import { fingerprint } from "../lib/fingerprint.mjs";
import { at } from "../lib/paths.mjs";

const types = { js: "text/javascript", css: "text/css" };

/** What the page loads when it is first used. */
export const later = ["difference", "inspector", "markdown", "math", "simulator"].map(
  (name) => `later/${name}.js`,
);

/** What may be asked for; everything else of www is served as it is. */
export const bundles = ["app.js", "style/page.css", ...later];

/** Modules with an address of their own. */
const addressed = { "/openai-wasm/": "pkg" };

/**
 * @param {string} name of a file in www
 * @param {{isWhole?: boolean}} [options] whether modules with an address of their own are put in
 * @returns {Promise<{text: string, type: string}>}
 */
export async function bundle(name, { isWhole = false } = {}) {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    entryPoints: [at("www", name)],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    plugins: [whenUsed, whenCalled, ...(isWhole ? [byAddress] : [])],
    ...(isWhole ? {} : { external: Object.keys(addressed).map(within) }),
    write: false,
    logLevel: "error",
  });
  return { text: outputFiles[0].text, type: types[name.split(".").pop()] };
}

/** @type {Map<string, {mark: string, made: ReturnType<typeof bundle>}>} */
const kept = new Map();

/**
 * A bundle as it was made before, unless a file of the page has changed since.
 * @param {string} name
 */
export function freshBundle(name) {
  const mark = fingerprint(["www", "simulator"]);
  const known = kept.get(name);
  if (known?.mark === mark) return known.made;
  const made = bundle(name);
  kept.set(name, { mark, made });
  return made;
}

/** Leaves what is loaded later where it is, beside the app. */
const whenUsed = {
  name: "when used",
  setup({ onResolve }) {
    onResolve({ filter: /^\/later\// }, ({ path }) => ({ path: `.${path}`, external: true }));
  },
};

/** The files of the client that are loaded when one of their methods is called, beside the module. */
export const helperFiles = ["helpers", "assistants", "agents"].map((name) => `${name}.js`);

/** Leaves them where they are: the page calls none of these methods. */
const whenCalled = {
  name: "when called",
  setup({ onResolve }) {
    const filter = new RegExp(`^\\./(${helperFiles.join("|")})$`);
    onResolve({ filter }, ({ path, kind }) =>
      kind === "dynamic-import"
        ? { path: path.replace("./", "./openai-wasm/"), external: true }
        : undefined,
    );
  },
};

const within = (prefix) => `${prefix}*`;

/** Finds the file behind an address. */
const byAddress = {
  name: "address",
  setup({ onResolve }) {
    for (const [prefix, folder] of Object.entries(addressed)) {
      const filter = new RegExp(`^${prefix}`);
      onResolve({ filter }, ({ path }) => ({ path: at(folder, path.slice(prefix.length)) }));
    }
  },
};

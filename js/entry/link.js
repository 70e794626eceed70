// Joins the module and its glue, once, and says what to do where that is not possible.
import { connect, imports, setExports } from "#glue";
import { restartWith } from "../boundary/guard.js";

/** @type {WebAssembly.Exports | undefined} */
let linked;

/** @type {() => void} */
let linkAgain = () => {};

restartWith(() => {
  const memory = Object.values(linked ?? {}).find((it) => it instanceof WebAssembly.Memory);
  // What the glue has of the old memory is no more, and is looked up anew.
  memory?.grow(0);
  linked = undefined;
  linkAgain();
});

/**
 * @param {WebAssembly.Module} module
 * @returns {WebAssembly.Exports}
 */
export function link(module) {
  if (linked) return linked;
  const { exports } = instantiate(module, imports);
  connect(exports);
  linked = exports;
  linkAgain = () => link(module);
  return exports;
}

/**
 * @param {WebAssembly.Module} module
 * @param {WebAssembly.Imports} [imports]
 */
function instantiate(module, imports) {
  try {
    return new WebAssembly.Instance(module, imports);
  } catch (cause) {
    // WebKit applies a Content-Security-Policy here, and not when it compiles.
    throw loadFailure(cause);
  }
}

/**
 * Until the first use, the glue holds a stand-in that links the module when it is touched: the import
 * has no side effect and cannot fail.
 * @param {() => WebAssembly.Module} load
 */
export function linkOnFirstUse(load) {
  const standIn = new Proxy({}, { get: (_, name) => Reflect.get(link(load()), name) });
  setExports(standIn);
}

/**
 * A module that needs nothing, at work.
 * @param {BufferSource} bytes
 */
export const start = (bytes) => instantiate(compile(bytes)).exports;

/**
 * @param {BufferSource} bytes
 * @returns {WebAssembly.Module}
 */
export function compile(bytes) {
  requireWebAssembly();
  try {
    return new WebAssembly.Module(bytes);
  } catch (cause) {
    throw loadFailure(cause);
  }
}

export function requireWebAssembly() {
  if (typeof WebAssembly !== "undefined") return;
  throw new Error("openai-wasm needs WebAssembly, which this runtime does not offer");
}

/** @param {unknown} cause */
export function loadFailure(cause) {
  return new Error(`openai-wasm could not load its module: ${remedyFor(cause)}`, { cause });
}

/** What engines say, and what it asks for. */
const remedies = /** @type {const} */ ([
  [
    /embedder/i,
    "this runtime takes modules only as imports, so bundle with the condition workerd or edge-light",
  ],
  [
    /unsafe-eval|content.security|csp|refused to create/i,
    "add 'wasm-unsafe-eval' to script-src of the Content-Security-Policy",
  ],
  [/magic|\\0asm/i, "what was given is no wasm module"],
]);

/** @param {unknown} cause */
function remedyFor(cause) {
  const message = cause instanceof Error ? cause.message : String(cause);
  return remedies.find(([pattern]) => pattern.test(message))?.[1] ?? message;
}

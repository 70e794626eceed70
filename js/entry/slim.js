// The entry without the module, for whoever brings it: a separate file, a cache, a shared compilation.
import { compile, link, linkOnFirstUse } from "./link.js";

linkOnFirstUse(() => {
  throw new Error("openai-wasm/slim has no module yet: call initSync(module) first");
});

/** @param {WebAssembly.Module | BufferSource} module */
export function initSync(module) {
  link(module instanceof WebAssembly.Module ? module : compile(module));
}

export * from "../index.js";
export { default } from "../index.js";

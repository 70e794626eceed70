// The entry that streams the module from a URL, for pages that want it as a separate, cached file.
import { link, linkOnFirstUse, loadFailure, requireWebAssembly } from "./link.js";

/** @type {Promise<void> | undefined} */
let ready;

linkOnFirstUse(() => {
  throw new Error("openai-wasm/web has no module yet: await init(url) first");
});

/**
 * @param {string | URL | Response} source
 * @param {RequestInit} [options] of the fetch, such as `integrity`
 * @returns {Promise<void>}
 */
export function init(source, options) {
  ready ??= stream(source, options).catch((error) => {
    ready = undefined;
    throw error;
  });
  return ready;
}

/** @param {string | URL | Response} source @param {RequestInit} [options] */
async function stream(source, options) {
  requireWebAssembly();
  const response = source instanceof Response ? source : await fetch(source, options);
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
  // A server that does not say application/wasm cannot be streamed from.
  const isTyped = response.headers.get("content-type")?.startsWith("application/wasm");
  const bytes = isTyped ? undefined : await response.arrayBuffer();
  link(await compileAny(bytes ?? response));
}

/** @param {ArrayBuffer | Response} source */
async function compileAny(source) {
  try {
    return await (source instanceof Response
      ? WebAssembly.compileStreaming(source)
      : WebAssembly.compile(source));
  } catch (cause) {
    throw loadFailure(cause);
  }
}

export * from "../index.js";
export { default } from "../index.js";

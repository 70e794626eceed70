// Bodies for a `fetch` of another realm (npm undici, node-fetch, jsdom), which takes our forms and
// streams for texts.

import { multipart } from "../encode/multipart.js";
import { readableOf } from "../encode/readable.js";

/**
 * Calls `fetch(url, init)`; again with the bytes of the body if it would have sent that as a text.
 *
 * Whoever knows a form or a stream reads what is in it. Whoever does not asks for its text, and
 * learns there that it has none: then nothing was sent yet.
 * @param {(url: string, init: unknown) => Promise<Response>} fetch
 * @param {string} url
 * @param {any} init
 */
export async function sendObject(fetch, url, init) {
  const { body } = init;
  let isUnknown = false;
  const toString = () => {
    isUnknown = true;
    throw new TypeError(`${body.constructor.name} has no text`);
  };
  Object.defineProperty(body, "toString", { value: toString, configurable: true });
  try {
    return await fetch(url, init);
  } catch (thrown) {
    if (!isUnknown) throw thrown;
  }
  const [bytes, type] = await bytesOf(body);
  const headers = new Headers(init.headers);
  if (type) headers.set("content-type", type);
  // A copy has no getters: what they give is there by now.
  return fetch(url, { ...init, body: bytes, headers, duplex: undefined, redirect: undefined });
}

/**
 * What a form or a stream holds, and its content type.
 * @param {any} body
 * @returns {Promise<[Uint8Array, string?]>}
 */
async function bytesOf(body) {
  if (body.getReader) return [await collected(body)];
  const boundary = `form-${Math.random().toString(36).slice(2)}`;
  const parts = [...body].map(([name, value]) => ({ name, value, title: value.name }));
  const type = `multipart/form-data; boundary=${boundary}`;
  return [await collected(multipart(parts, boundary)), type];
}

/** @param {AsyncIterable<string | Uint8Array>} chunks */
async function collected(chunks) {
  return new Uint8Array(await new Response(readableOf(chunks)).arrayBuffer());
}

// The body of a request, read up to a limit: JSON, or a multipart form.

import { ApiError } from "./errors.js";
import { join } from "./sse.js";

/** More than any example of the API's documentation, and little enough to be read at once. */
export const longestBody = 32 * 1024 * 1024;

// What is nested deeper cannot be written as JSON again without recursion that overflows.
const deepest = 256;

/**
 * @param {Request} request
 * @returns {Promise<string>}
 */
export async function readText(request) {
  if (isDeclared(request)) return request.text();
  return new TextDecoder().decode(await readBytes(request));
}

/** Whether the length is known, and small enough; a longer one is refused unread. */
function isDeclared(request) {
  const declared = request.headers.get("content-length");
  if (declared !== null && Number(declared) > longestBody) throw tooLarge();
  return declared !== null;
}

const tooLarge = () => new ApiError("body_too_large", { limit: longestBody });

async function readBytes(request) {
  // Firefox has requests whose body is no stream.
  if (request.body === undefined) return checked(new Uint8Array(await request.arrayBuffer()));
  const parts = [];
  let length = 0;
  for (const reader = request.body?.getReader(); reader;) {
    const { value, done } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > longestBody) {
      await reader.cancel();
      throw tooLarge();
    }
    parts.push(value);
  }
  return join(parts);
}

function checked(bytes) {
  if (bytes.length > longestBody) throw tooLarge();
  return bytes;
}

/** @param {Request} request */
export async function readForm(request) {
  const headers = { "content-type": request.headers.get("content-type") ?? "" };
  isDeclared(request);
  const bytes = await readBytes(request);
  try {
    return await new Response(bytes, { headers }).formData();
  } catch {
    throw new ApiError("invalid_multipart");
  }
}

/**
 * The object that a text is, unless it is none.
 * @param {string} text
 * @returns {Record<string, any>}
 */
export function parseObject(text) {
  const value = parse(text);
  if (value === null || typeof value !== "object" || Array.isArray(value)) {
    throw new ApiError("invalid_json");
  }
  refuseDepth(value);
  return value;
}

function parse(text) {
  try {
    return JSON.parse(text || "{}");
  } catch {
    return null;
  }
}

function refuseDepth(value) {
  let level = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) throw new ApiError("nested_too_deeply", { limit: deepest });
    const next = [];
    for (const each of level) {
      for (const key in each) {
        if (each[key] !== null && typeof each[key] === "object") next.push(each[key]);
      }
    }
    level = next;
  }
}

// Multipart forms from parameters: nested names and arrays in brackets, files as they come.

import { OpenAIError } from "./errors.js";

/**
 * A form of parameters.
 * @param {Record<string, unknown>} params
 */
export async function formOf(params) {
  const form = new FormData();
  for (const [name, value] of Object.entries(params ?? {})) await append(form, name, value);
  return form;
}

/** How deep parameters may be nested: more is a circle. */
const DEEPEST = 32;

/**
 * @param {FormData} form
 * @param {string} name
 * @param {any} value
 * @param {number} [depth]
 * @returns {Promise<void>}
 */
async function append(form, name, value, depth = 0) {
  if (value === undefined) return;
  if (depth > DEEPEST) throw new OpenAIError("a form is nested too deep");
  if (value === null) throw new OpenAIError(`${name} must not be null: a form cannot hold null`);
  if (["string", "number", "boolean"].includes(typeof value)) return form.append(name, `${value}`);
  if (typeof value !== "object") throw new OpenAIError(`${name} of a form is a ${typeof value}`);
  if (value instanceof Response) return form.append(name, await value.blob(), fileName(value));
  if (value instanceof Blob) return form.append(name, value, fileName(value));
  if (typeof value[Symbol.asyncIterator] === "function") {
    return form.append(name, await collect(value), fileName(value));
  }
  const isList = Array.isArray(value);
  for (const [key, inner] of Object.entries(value)) {
    await append(form, isList ? `${name}[]` : `${name}[${key}]`, inner, depth + 1);
  }
}

/** @param {AsyncIterable<BlobPart>} parts */
async function collect(parts) {
  const chunks = [];
  for await (const part of parts) chunks.push(part);
  return new Blob(chunks);
}

/**
 * The last part of what a file is called, or of where it came from.
 * @param {any} file
 */
function fileName(file) {
  const path = String(file.name ?? file.filename ?? file.path ?? file.url ?? "");
  return path.split(/[\\/]/).pop() || "unknown_file";
}

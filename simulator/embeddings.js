// POST /embeddings: vectors made of the words of a text, so that like texts have like vectors.

import { ApiError } from "./errors.js";
import { admit, requireParameter } from "./generate.js";
import { createRandom, hashText } from "./random.js";
import { charge } from "./rate-limits.js";
import { countTokens } from "./tokens.js";

const sizes = { "text-embedding-3-large": 3072 };

/** POST /embeddings */
export function createEmbedding(call) {
  const { json } = call;
  admit(call);
  requireParameter(json, "input");
  const inputs = textsOf(json.input);
  const tokens = inputs.reduce((sum, text) => sum + countTokens(text), 0);
  charge(call, "tokens", tokens);
  const encode = json.encoding_format === "base64" ? toBase64 : (vector) => [...vector];
  const size = json.dimensions ?? sizes[call.model.id] ?? 1536;
  return {
    object: "list",
    data: inputs.map((text, index) => ({
      object: "embedding",
      index,
      embedding: encode(embed(text, size)),
    })),
    model: call.model.id,
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  };
}

function textsOf(input) {
  const texts = [input].flat();
  if (texts.length === 0) {
    throw new ApiError("invalid_value", { param: "input", problem: "expected something to embed" });
  }
  // A list of numbers is one text in tokens.
  return typeof texts[0] === "number" ? [texts.join(" ")] : texts.map((each) => `${each}`);
}

function embed(text, size) {
  const vector = new Float32Array(size);
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [text]) {
    const random = createRandom(hashText(word));
    for (let at = 0; at < size; at++) vector[at] += random() - 0.5;
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

function toBase64(vector) {
  const view = new DataView(new ArrayBuffer(vector.length * 4));
  vector.forEach((value, at) => view.setFloat32(at * 4, value, true));
  const bytes = new Uint8Array(view.buffer);
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

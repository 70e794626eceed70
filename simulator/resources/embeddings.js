// POST /embeddings: vectors made of the words of a text, so that like texts have like vectors.

import { ApiError } from "../http/errors.js";
import { admit } from "../model/generate.js";
import { answeringModel } from "../accounts/models.js";
import { createRandom, hashText } from "../random.js";
import { charge } from "../accounts/rate-limits.js";
import { countTokens } from "../model/tokens.js";

const mostInputs = 2_048;
const mostTokens = 300_000;

// A word has a few places of a vector: enough to tell it from others, and cheap.
const placesPerWord = 48;

/** POST /embeddings */
export function createEmbedding(call) {
  const { json } = call;
  admit(call);
  const inputs = textsOf(json.input);
  const tokens = countAll(inputs, call.model);
  const size = sizeOf(json, call.model);
  charge(call, "tokens", tokens);
  const encode = json.encoding_format === "base64" ? toBase64 : (vector) => [...vector];
  call.bill("embeddings", { input: tokens, output: 0 });
  return {
    object: "list",
    data: inputs.map((text, index) => ({
      object: "embedding",
      index,
      embedding: encode(embed(text, size)),
    })),
    model: answeringModel(call.model),
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  };
}

function sizeOf({ dimensions }, { dimensions: limit = 1_536 }) {
  if (dimensions > limit) {
    throw new ApiError("dimensions_above_maximum", { value: dimensions, limit });
  }
  return dimensions ?? limit;
}

function textsOf(input) {
  // A list of numbers is one text in tokens.
  const isTokens = Array.isArray(input) && typeof input[0] === "number";
  const texts = isTokens ? [input] : [input].flat();
  const isEmpty = texts.some((each) => each.length === 0 || typeof each === "number");
  if (texts.length === 0 || texts.length > mostInputs || isEmpty) {
    throw new ApiError("invalid_embedding_input");
  }
  return texts.map((each) => (typeof each === "string" ? each : each.join(" ")));
}

function countAll(texts, { context: limit = 8_192 }) {
  const counts = texts.map(countTokens);
  const longest = Math.max(...counts);
  if (longest > limit) throw new ApiError("embedding_too_long", { limit, requested: longest });
  const requested = counts.reduce((sum, count) => sum + count, 0);
  if (requested > mostTokens) {
    throw new ApiError("max_tokens_per_request", { limit: mostTokens, requested });
  }
  return requested;
}

function embed(text, size) {
  const vector = new Float32Array(size);
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [text]) {
    const random = createRandom(hashText(word));
    for (let count = 0; count < placesPerWord; count++) {
      vector[Math.floor(random() * size)] += random() - 0.5;
    }
  }
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0)) || 1;
  return vector.map((value) => value / length);
}

function toBase64(vector) {
  const view = new DataView(new ArrayBuffer(vector.length * 4));
  vector.forEach((value, at) => view.setFloat32(at * 4, value, true));
  const bytes = new Uint8Array(view.buffer);
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

// Webhooks: whether a delivery comes from whoever knows the secret.

import { headerOf } from "../encode/options.js";
import { InvalidWebhookSignatureError, OpenAIError } from "../errors.js";

/**
 * The event of a delivery whose signature is right.
 * @this {any}
 * @param {string} payload
 * @param {any} headers
 * @param {string | null} [secret]
 * @param {number} [tolerance]
 */
export async function unwrap(payload, headers, secret, tolerance) {
  await this.verifySignature(payload, headers, secret, tolerance);
  return JSON.parse(payload);
}

/**
 * Rejects unless a delivery is signed with the secret and no older or newer than the tolerance.
 * @this {any}
 * @param {string} payload as it came, not parsed and written again
 * @param {any} headers
 * @param {string | null} [secret] the client's, if left out
 * @param {number} [tolerance] in seconds
 */
export async function verifySignature(
  payload,
  headers,
  secret = this._client.webhookSecret,
  tolerance = 300,
) {
  if (!secret || typeof secret !== "string") {
    throw new OpenAIError(
      "no webhook secret: pass it, set webhookSecret or the environment variable OPENAI_WEBHOOK_SECRET",
    );
  }
  const [signatures, time, id] = ["signature", "timestamp", "id"].map((name) =>
    required(headers, `webhook-${name}`),
  );
  checkAge(time, tolerance);
  const signed = await sign(secret, [...(id ? [id] : []), time, payload].join("."));
  const isRight = signatures
    .split(/,? /)
    .map((each) => isSame(bytesOf(each.replace(/^v1,/, "")), signed));
  if (isRight.includes(true)) return;
  throw new InvalidWebhookSignatureError("the signature does not match the payload and the secret");
}

/**
 * @param {any} headers
 * @param {string} name
 * @returns {string}
 */
function required(headers, name) {
  const value = headerOf(headers, name);
  if (value == null) throw new OpenAIError(`missing header: ${name}`);
  return value;
}

/**
 * @param {string} time in seconds
 * @param {number} tolerance
 */
function checkAge(time, tolerance) {
  const age = Math.floor(Date.now() / 1000) - parseInt(time, 10);
  if (Math.abs(age) <= tolerance) return;
  const what = Number.isNaN(age) ? `no number: ${time}` : `too ${age > 0 ? "old" : "new"}`;
  throw new InvalidWebhookSignatureError(`webhook-timestamp is ${what}`);
}

/**
 * @param {string} secret
 * @param {string} text
 */
async function sign(secret, text) {
  const encoder = new TextEncoder();
  const raw = secret.startsWith("whsec_") ? bytesOf(secret.slice(6)) : encoder.encode(secret);
  if (!raw) throw new OpenAIError("the webhook secret is no base64 after whsec_");
  const hmac = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", raw, hmac, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(text)));
}

/**
 * The bytes of a base64 text, `undefined` if it is none.
 * @param {string} base64
 */
function bytesOf(base64) {
  try {
    return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/**
 * Compares every byte, whether earlier ones differ or not: how long it takes tells nothing.
 * @param {Uint8Array | undefined} given
 * @param {Uint8Array} expected
 */
const isSame = (given, expected) =>
  given?.length === expected.length &&
  expected.reduce((difference, byte, at) => difference | (byte ^ given[at]), 0) === 0;

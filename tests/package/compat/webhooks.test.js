// Webhooks pass and fail as they do with openai.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { describe, test } from "node:test";
import { makeOracle, makeOurs } from "./clients.js";

const raw = Buffer.from("a secret of some length");
const secret = `whsec_${raw.toString("base64")}`;
const payload = JSON.stringify({ id: "evt_1", type: "response.completed" });
const now = () => Math.floor(Date.now() / 1000);

/**
 * @param {{ time?: number | string, key?: Buffer | string, before?: string[] }} [given]
 */
function sign({ time = now(), key = raw, before = [] } = {}) {
  const hmac = createHmac("sha256", key).update(`wh_1.${time}.${payload}`).digest("base64");
  const signatures = [...before, `v1,${hmac}`].join(" ");
  return { "webhook-signature": signatures, "webhook-timestamp": `${time}`, "webhook-id": "wh_1" };
}

const wrong = `v1,${Buffer.alloc(32).toString("base64")}`;
const many = Array.from({ length: 40 }, () => wrong);

/** As a proxy joins headers of one name. */
const joined = (headers) => ({
  ...headers,
  "webhook-signature": headers["webhook-signature"].replaceAll(" ", ", "),
});

/** @type {Record<string, unknown[]>} */
const deliveries = {
  "a right signature": [payload, sign(), secret],
  "a Headers object": [payload, new Headers(sign()), secret],
  "names in capitals": [payload, capitals(sign()), secret],
  "a secret that is text": [payload, sign({ key: "plain" }), "plain"],
  "several signatures": [payload, sign({ before: [wrong, "v1,no base64!", ""] }), secret],
  "a header of several, joined by a proxy": [payload, joined(sign({ before: [wrong] })), secret],
  "many signatures": [payload, sign({ before: many }), secret],
  "many wrong signatures": [payload, { ...sign(), "webhook-signature": many.join(" ") }, secret],
  "a changed payload": [`${payload} `, sign(), secret],
  "another secret": [payload, sign(), "whsec_AAAA"],
  "an old one": [payload, sign({ time: now() - 400 }), secret],
  "one of the future": [payload, sign({ time: now() + 400 }), secret],
  "an old one within the tolerance": [payload, sign({ time: now() - 400 }), secret, 500],
  "a time that is none": [payload, sign({ time: "soon" }), secret],
  "no signature": [payload, { ...sign(), "webhook-signature": null }, secret],
  "no headers": [payload, {}, secret],
  "no secret": [payload, sign(), ""],
  "the client's secret": [payload, sign(), undefined],
};

function capitals(headers) {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]),
  );
}

/** @param {Function} makeClient @param {unknown[]} args */
async function outcomeOf(makeClient, args) {
  const { webhooks } = makeClient(undefined, { webhookSecret: secret });
  try {
    return await webhooks.unwrap(...args);
  } catch (error) {
    return error.constructor.name === "InvalidWebhookSignatureError" ? "invalid" : "refused";
  }
}

describe("takes a webhook as openai does:", () => {
  for (const [title, args] of Object.entries(deliveries)) {
    test(title, async () => {
      assert.deepEqual(await outcomeOf(makeOurs, args), await outcomeOf(makeOracle, args));
    });
  }
});

// What all text endpoints have in common: the turns of a conversation, its answer, cost and refusals.

import { answer } from "./answers.js";
import { ApiError } from "./errors.js";
import { chooseModel } from "./models.js";
import { charge } from "./rate-limits.js";
import { countTokens, cutTokens } from "./tokens.js";

// A message costs a little more than its text, and an image or a page of a file about this much.
const tokensPerTurn = 4;
const tokensPerImage = 85;
const tokensPerFile = 250;

/** Refuses what the account's standing, the model or the request limits do not allow. */
export function admit(call, { isBilled = true } = {}) {
  call.model = chooseModel(call, { isStream: call.json.stream === true });
  if (isBilled) refuseUnpaid(call);
  charge(call, "requests", 1);
}

function refuseUnpaid({ scope, json }) {
  const { organization, project } = scope;
  if (organization.standing) throw new ApiError(organization.standing);
  if (project.standing) throw new ApiError(project.standing, { project: project.id });
  if (json.service_tier === "flex" && !organization.flex) throw new ApiError("flex_unavailable");
}

export function requireParameter(json, name) {
  if (json[name] == null) throw new ApiError("missing_required_parameter", { param: name });
}

/**
 * A message of either API as role and text.
 * @returns {import("./answers.js").Turn}
 */
export function turnOf(message) {
  const { role = "user", content, output } = message ?? {};
  if (typeof content === "string") return { role, text: content };
  const parts = Array.isArray(content) ? content : [];
  const text = parts.map((part) => part.text ?? "").join("");
  const images = parts.filter(({ type }) => /image/.test(type)).length;
  const files = parts.filter(({ type }) => type === "file" || type === "input_file").map(nameOf);
  return { role, text: text || (typeof output === "string" ? output : ""), images, files };
}

/** A file comes with its contents, or was uploaded before. */
function nameOf({ file, ...part }) {
  const { filename, file_data, file_id, file_url } = file ?? part;
  if (file_data ?? file_id ?? file_url) return filename ?? file_id ?? "a file";
  throw new ApiError("missing_required_parameter", {
    param: file ? "file.file_data" : "file_data",
  });
}

const costOf = (turns) =>
  turns.reduce(
    (sum, { text, images = 0, files = [] }) =>
      sum +
      tokensPerTurn +
      countTokens(text) +
      tokensPerImage * images +
      tokensPerFile * files.length,
    0,
  );

/**
 * Answers a conversation and charges for it.
 * @param {any} call
 * @param {import("./answers.js").Turn[]} turns
 * @param {{ choices?: number, limit?: number | null, schema?: object | null, isJSON?: boolean }} wanted
 */
export function generate(call, turns, { choices = 1, limit = null, schema, isJSON }) {
  if (!(choices >= 1 && choices <= 128)) {
    throw new ApiError("invalid_value", { param: "n", problem: "expected 1 to 128" });
  }
  const seed = call.json.seed ?? call.world.seed;
  const answers = Array.from({ length: choices }, (_, choice) =>
    cutTokens(answer(turns, { seed, choice, schema, isJSON }), limit),
  );
  const input = costOf(turns);
  const output = answers.reduce((sum, { tokens }) => sum + tokens.length, 0);
  charge(call, "tokens", input + (limit == null ? output : limit * choices));
  return { answers, usage: { input, output, total: input + output } };
}

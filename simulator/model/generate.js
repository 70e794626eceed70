// What all text endpoints have in common: the turns of a conversation, its answer, cost and refusals.

import { answer } from "./answers.js";
import { ApiError } from "../http/errors.js";
import { chooseModel } from "../accounts/models.js";
import { charge } from "../accounts/rate-limits.js";
import { countTokens, cutTokens } from "./tokens.js";
import { chooseCalls } from "./tool-calls.js";

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

/**
 * A message of either API as role and text.
 * @returns {import("./answers.js").Turn}
 */
export function turnOf(message) {
  const { role = roleOf(message), content, output } = message ?? {};
  if (typeof content === "string") return { role, text: content };
  const parts = Array.isArray(content) ? content : [];
  const text = parts.map((part) => part?.text ?? "").join("");
  const images = parts.filter((part) => /image/.test(part?.type)).length;
  const files = parts.filter((part) => /^(input_)?file$/.test(part?.type)).map(nameOf);
  return { role, text: text || (typeof output === "string" ? output : ""), images, files };
}

/** Items that nobody says are of a tool, or of the model. */
function roleOf({ type = "message" }) {
  if (/_output$/.test(type)) return "tool";
  return type === "message" ? "user" : "assistant";
}

/** A file comes with its contents, or was uploaded before. */
function nameOf({ file, ...part }) {
  const { filename, file_data, file_id, file_url } = file ?? part;
  if (file_data ?? file_id ?? file_url) return filename ?? file_id ?? "a file";
  throw new ApiError("missing_required_parameter", {
    param: file ? "file.file_data" : "file_data",
  });
}

/** The tokens of a conversation. */
export const costOf = (turns) =>
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
 * @typedef {{ text: string, tokens: string[], isCut: boolean, refusal: string | null,
 *   calls: import("./tool-calls.js").ToolCall[] }} Answer
 * @typedef {{ choices?: number, limit?: number | null, schema?: object | null, isJSON?: boolean,
 *   stop?: string[], tooling?: import("./tool-calls.js").Tooling, effort?: string | null }} Wanted
 */

const noTools = { tools: [], choice: null, isParallel: true };

/**
 * Answers a conversation and charges for it.
 * @param {any} call
 * @param {import("./answers.js").Turn[]} turns
 * @param {Wanted} wanted
 */
export function generate(call, turns, wanted) {
  const { choices = 1, limit = null } = wanted;
  const input = costOf(turns);
  refuseLong(call.model, input);
  const reasoning = reasoningOf(call.model, wanted);
  const room = limit == null ? null : limit - reasoning;
  const answers = Array.from({ length: choices }, (_, choice) =>
    answerOnce(call, turns, { ...wanted, choice, choices, limit: room }),
  );
  const output = answers.reduce((sum, each) => sum + lengthOf(each) + reasoning, 0);
  charge(call, "tokens", input + (limit == null ? output : limit * choices));
  charge(
    call,
    "input-images",
    turns.reduce((sum, { images = 0 }) => sum + images, 0),
  );
  call.bill("completions", { input, output });
  return {
    answers,
    usage: { input, output, reasoning: reasoning * choices, total: input + output },
  };
}

function refuseLong({ context = Infinity }, requested) {
  if (requested > context)
    throw new ApiError("context_length_exceeded", { limit: context, requested });
}

const efforts = { none: 0, minimal: 0, low: 64, high: 448, xhigh: 640, max: 832 };

/** The tokens that nobody sees; they leave room for an answer. */
function reasoningOf({ kind }, { effort, limit }) {
  if (kind !== "reasoning") return 0;
  const wanted = efforts[effort ?? "medium"] ?? 192;
  return limit == null ? wanted : Math.min(wanted, Math.floor(limit / 2));
}

/** @returns {Answer} */
function answerOnce(call, turns, { limit, stop = [], tooling = noTools, ...wanted }) {
  const calls = chooseCalls(turns, tooling);
  if (calls.length > 0) return { text: "", tokens: [], isCut: false, refusal: null, calls };
  const prompt = turns.findLast(({ role }) => role === "user");
  const refusal = isRefused.test((prompt?.text ?? "").slice(0, 4_000)) ? refused : null;
  const seed = call.json.seed ?? call.world.seed;
  const said = refusal ?? answer(turns, { seed, ...wanted });
  return { ...cutTokens(stopAt(said, stop), limit), refusal, calls: [] };
}

const isRefused = /\b(refuse|refusal)\b/i;
const refused = "I'm sorry, but I can't help with that request.";

function stopAt(text, stop) {
  const ends = stop.filter(Boolean).map((each) => text.indexOf(each));
  const end = Math.min(...ends.filter((at) => at >= 0));
  return Number.isFinite(end) ? text.slice(0, end) : text;
}

const lengthOf = ({ tokens, calls }) =>
  calls.reduce((sum, each) => sum + each.tokens.length + 1, tokens.length);

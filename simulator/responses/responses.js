// POST /responses, and the stored responses of an organization.

import * as v from "valibot";
import { addItems } from "./conversations.js";
import { ApiError } from "../http/errors.js";
import { pageOf } from "../resources/page.js";
import { admit, costOf, generate } from "../model/generate.js";
import { answeringModel, chooseModel } from "../accounts/models.js";
import { queryInteger } from "../parameters/other.js";
import { pause, times } from "../http/pause.js";
import { createId } from "../random.js";
import { begunFrom, responseErrorEvent, responseEvents } from "./response-events.js";
import { outputOf } from "./response-output.js";
import { checkRequest, findStored, itemsOf, toolingOf, turnsOf } from "./response-request.js";
import { streamEvents } from "../http/stream.js";

/** POST /responses */
export async function createResponse(call) {
  const { json } = call;
  admit(call);
  requireInput(json);
  const { sent, before } = itemsOf(call);
  const items = [...before, ...sent];
  const tooling = toolingOf(json);
  if (!call.world.lenient) checkRequest(json, items, tooling);
  const made = generate(call, turnsOf(json, items), wantedOf(json, tooling));
  const response = responseOf(call, made);
  if (json.conversation) addItems(call, response.conversation.id, [...sent, ...response.output]);
  if (json.store !== false) store(call, response, { items, sent });
  if (json.stream) return streamResponse(call, response, json.stream_options);
  if (json.background) return begunFrom(response, "queued");
  await pause(call.pace * times.whole(made.usage.output), call.signal);
  return response;
}

function requireInput({ input, prompt, conversation, previous_response_id }) {
  if (input == null && !prompt && !conversation && !previous_response_id) {
    throw new ApiError("missing_required_parameter", { param: "input" });
  }
}

const streamResponse = (call, response, options, after) =>
  streamEvents(
    call,
    responseEvents(response, { random: call.random, options: options ?? {}, after }),
    responseErrorEvent,
  );

const wantedOf = ({ max_output_tokens, text, reasoning }, tooling) => ({
  limit: max_output_tokens ?? null,
  schema: text?.format?.schema ?? null,
  isJSON: text?.format?.type === "json_object",
  effort: reasoning?.effort,
  tooling,
});

function responseOf(call, { answers: [answer], usage }) {
  const { json } = call;
  const created_at = Math.floor(call.world.now() / 1000);
  const { isCut } = answer;
  return {
    id: createId.response(call.random),
    object: "response",
    created_at,
    status: isCut ? "incomplete" : "completed",
    error: null,
    incomplete_details: isCut ? { reason: "max_output_tokens" } : null,
    completed_at: isCut ? null : created_at,
    model: answeringModel(call.model),
    output: outputOf(call, answer),
    ...echoOf(json),
    reasoning: reasoningOf(call),
    conversation: json.conversation ? { id: json.conversation.id ?? json.conversation } : null,
    usage: usageOf(usage),
  };
}

/** What a response repeats of its request when it is given, and else its default. */
const defaults = {
  background: false,
  instructions: null,
  max_output_tokens: null,
  max_tool_calls: null,
  metadata: {},
  parallel_tool_calls: true,
  previous_response_id: null,
  prompt_cache_key: null,
  prompt_cache_retention: null,
  safety_identifier: null,
  service_tier: "default",
  store: true,
  temperature: 1,
  tool_choice: "auto",
  tools: [],
  top_logprobs: 0,
  top_p: 1,
  truncation: "disabled",
  user: null,
};

function echoOf(json) {
  const all = Object.entries(defaults).map(([name, value]) => [name, json[name] ?? value]);
  const text = { format: { type: "text" }, verbosity: "medium" };
  return { ...Object.fromEntries(all), text: { ...text, ...json.text } };
}

function reasoningOf({ model, json }) {
  const { effort, summary } = json.reasoning ?? {};
  const usual = model.kind === "reasoning" ? "medium" : null;
  return { effort: effort ?? usual, summary: summary ?? null };
}

const usageOf = ({ input, output, reasoning, total }) => ({
  input_tokens: input,
  input_tokens_details: { cached_tokens: 0 },
  output_tokens: output,
  output_tokens_details: { reasoning_tokens: reasoning },
  total_tokens: total,
});

function store(call, response, { items, sent }) {
  const { world, json, scope, random } = call;
  const wait = json.background ? call.pace * times.whole(response.usage.output_tokens) : 0;
  const shown = sent.map((item) => ({ id: createId.message(random), type: "message", ...item }));
  const kept = { organization: scope.organization.id, response, items, sent: shown };
  const size = 4_096 + JSON.stringify([response, items]).length;
  world.responses.set(response.id, { ...kept, done: world.now() + wait, isCancelled: false }, size);
}

function requireStored(call, id) {
  const stored = findStored(call, id);
  if (!stored) throw new ApiError("unknown_response", { id });
  return stored;
}

/** What is known of a response by now: one in the background takes its time. */
function viewOf({ world }, { response, done, isCancelled }) {
  if (isCancelled) return begunFrom(response, "cancelled");
  return world.now() < done ? begunFrom(response) : response;
}

/** What an address may ask of a stored response. */
export const retrieval = {
  open: true,
  members: { starting_after: v.optional(queryInteger(0, 1_000_000_000)) },
};

/** GET /responses/{response_id}, also as the stream that it was */
export function retrieveResponse(call, { response_id: id }, query) {
  const stored = requireStored(call, id);
  if (query.stream !== "true") return viewOf(call, stored);
  const after = query.starting_after === undefined ? -1 : Number(query.starting_after);
  const options = { include_obfuscation: query.include_obfuscation !== "false" };
  return streamResponse(call, stored.response, options, after);
}

/** DELETE /responses/{response_id} */
export function deleteResponse(call, { response_id: id }) {
  requireStored(call, id);
  call.world.responses.delete(id);
  return { id, object: "response", deleted: true };
}

/** POST /responses/{response_id}/cancel */
export function cancelResponse(call, { response_id: id }) {
  const stored = requireStored(call, id);
  if (!stored.response.background) throw new ApiError("not_background");
  if (call.world.now() < stored.done) stored.isCancelled = true;
  return viewOf(call, stored);
}

/** GET /responses/{response_id}/input_items */
export function listInputItems(call, { response_id: id }, query) {
  const { sent } = requireStored(call, id);
  const shown = sent.map(contentAsParts);
  return pageOf(query.order === "asc" ? shown : shown.reverse(), query, 20);
}

/** A text as the list of parts that the API makes of it. */
export function contentAsParts(item) {
  if (typeof item.content !== "string") return item;
  const type = item.role === "assistant" ? "output_text" : "input_text";
  return { ...item, content: [{ type, text: item.content }] };
}

/** POST /responses/input_tokens */
export function countInputTokens(call) {
  call.model = chooseModel(call);
  requireInput(call.json);
  const { sent, before } = itemsOf(call);
  const input_tokens = costOf(turnsOf(call.json, [...before, ...sent]));
  return { object: "response.input_tokens", input_tokens };
}

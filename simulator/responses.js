// POST /responses, and the stored responses of an organization.

import { ApiError } from "./errors.js";
import { admit, generate, requireParameter, turnOf } from "./generate.js";
import { pause, times } from "./pause.js";
import { createId } from "./random.js";
import { responseErrorEvent, responseEvents } from "./response-events.js";
import { streamEvents } from "./stream.js";

/** POST /responses */
export async function createResponse(call) {
  const { json } = call;
  admit(call);
  requireParameter(json, "input");
  const turns = [...instructionsOf(json), ...turnsBefore(call), ...inputOf(json)];
  const made = generate(call, turns, wantedOf(json));
  const response = responseOf(call, made);
  const spoken = turns.filter(({ role }) => !["system", "developer"].includes(role));
  if (json.store !== false) store(call, response, spoken, made.answers[0].text);
  if (json.stream) {
    return streamEvents(call, responseEvents(response, made.answers[0].tokens), responseErrorEvent);
  }
  await pause(call.pace * times.whole(made.usage.output), call.signal);
  return response;
}

const instructionsOf = ({ instructions }) =>
  instructions ? [{ role: "system", text: instructions }] : [];

const inputOf = ({ input }) =>
  typeof input === "string" ? [{ role: "user", text: input }] : input.map((item) => turnOf(item));

function turnsBefore(call) {
  const id = call.json.previous_response_id;
  if (!id) return [];
  const stored = findStored(call, id);
  if (!stored) throw new ApiError("previous_response_not_found", { id });
  return stored.turns;
}

const wantedOf = ({ max_output_tokens, text }) => ({
  limit: max_output_tokens ?? null,
  schema: text?.format?.schema ?? null,
  isJSON: text?.format?.type === "json_object",
});

function responseOf(call, { answers: [{ text, isCut }], usage }) {
  const { json } = call;
  const id = createId.response(call.random);
  const output = messageOf(createId.message(call.random), text, isCut);
  return {
    id,
    object: "response",
    created_at: Math.floor(call.world.now() / 1000),
    status: isCut ? "incomplete" : "completed",
    background: false,
    error: null,
    incomplete_details: isCut ? { reason: "max_output_tokens" } : null,
    instructions: json.instructions ?? null,
    max_output_tokens: json.max_output_tokens ?? null,
    model: call.model.id,
    output: [output],
    parallel_tool_calls: json.parallel_tool_calls ?? true,
    previous_response_id: json.previous_response_id ?? null,
    reasoning: { effort: null, summary: null },
    service_tier: json.service_tier ?? "default",
    store: json.store ?? true,
    temperature: json.temperature ?? 1,
    text: json.text ?? { format: { type: "text" } },
    tool_choice: json.tool_choice ?? "auto",
    tools: json.tools ?? [],
    top_p: json.top_p ?? 1,
    truncation: json.truncation ?? "disabled",
    usage: usageOf(usage),
    user: json.user ?? null,
    metadata: json.metadata ?? {},
  };
}

const messageOf = (id, text, isCut) => ({
  id,
  type: "message",
  status: isCut ? "incomplete" : "completed",
  role: "assistant",
  content: [{ type: "output_text", text, annotations: [], logprobs: [] }],
});

const usageOf = ({ input, output, total }) => ({
  input_tokens: input,
  input_tokens_details: { cached_tokens: 0 },
  output_tokens: output,
  output_tokens_details: { reasoning_tokens: 0 },
  total_tokens: total,
});

function store(call, response, turns, text) {
  call.world.responses.set(response.id, {
    organization: call.scope.organization.id,
    response,
    turns: [...turns, { role: "assistant", text }],
  });
}

function findStored({ world, scope }, id) {
  const stored = world.responses.get(id);
  return stored?.organization === scope.organization.id ? stored : undefined;
}

function requireStored(call, id) {
  const stored = findStored(call, id);
  if (!stored) throw new ApiError("unknown_response", { id });
  return stored;
}

/** GET /responses/{response_id} */
export function retrieveResponse(call, { response_id: id }) {
  return requireStored(call, id).response;
}

/** DELETE /responses/{response_id} */
export function deleteResponse(call, { response_id: id }) {
  requireStored(call, id);
  call.world.responses.delete(id);
  return { id, object: "response", deleted: true };
}

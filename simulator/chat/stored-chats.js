// Stored chat completions of an organization: listed, read, renamed and deleted.

import { ApiError } from "../http/errors.js";
import { pageOf } from "../resources/page.js";

const kind = "chat.completion";

/** Keeps a completion that was asked to be stored. */
export function storeCompletion(call, completion) {
  const { messages, metadata = null, ...asked } = call.json;
  const kept = ["temperature", "top_p", "tools", "tool_choice", "response_format", "seed"];
  const details = Object.fromEntries(kept.map((name) => [name, asked[name] ?? null]));
  call.world.keep(call, kind, { ...completion, ...details, metadata }, { messages });
}

function find(call, id) {
  const found = call.world.find(call, kind, id);
  if (!found) throw new ApiError("unknown_completion", { id });
  return found;
}

/** GET /chat/completions */
export function listCompletions(call, _, query) {
  const all = call.world
    .all(call, kind)
    .filter(({ model }) => [undefined, model].includes(query.model));
  return pageOf(query.order === "desc" ? all.reverse() : all, query, 20);
}

/** GET /chat/completions/{completion_id} */
export const retrieveCompletion = (call, { completion_id: id }) => find(call, id).object;

/** POST /chat/completions/{completion_id} */
export function updateCompletion(call, { completion_id: id }) {
  return Object.assign(find(call, id).object, { metadata: call.json.metadata });
}

/** DELETE /chat/completions/{completion_id} */
export function deleteCompletion(call, { completion_id: id }) {
  find(call, id);
  call.world.objects.delete(id);
  return { object: "chat.completion.deleted", id, deleted: true };
}

/** GET /chat/completions/{completion_id}/messages */
export function listMessages(call, { completion_id: id }, query) {
  const { messages } = find(call, id).rest;
  const all = messages.map((message, at) => ({ id: `${id}-${at}`, ...message }));
  return pageOf(query.order === "desc" ? all.reverse() : all, query, 20);
}

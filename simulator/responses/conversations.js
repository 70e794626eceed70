// Conversations: items that responses are added to, kept where they were made.

import { ApiError } from "../http/errors.js";
import { pageOf } from "../resources/page.js";
import { createId } from "../random.js";

const kind = "conversation";

/** A conversation, where it was made. */
export function findConversation(call, id) {
  const found = call.world.find(call, kind, id);
  if (!found) throw new ApiError("unknown_conversation", { id });
  return found;
}

const mostItems = 10_000;

/** Adds items to the end, each with an identifier. */
export function addItems(call, id, items) {
  const { object, rest } = findConversation(call, id);
  if (rest.items.length + items.length > mostItems) {
    throw new ApiError("too_many_objects", { limit: mostItems });
  }
  const added = items.map((item) => shownItem(call, item));
  call.world.keep(call, kind, object, { items: [...rest.items, ...added] });
  return added;
}

function shownItem({ random }, item) {
  const type = item.type ?? "message";
  const prefix = type === "message" ? "msg" : "item";
  const said = typeof item.content === "string" ? { content: [partOf(item)] } : {};
  return { id: createId.item(random, prefix), type, status: "completed", ...item, ...said };
}

const partOf = ({ role, content: text }) => ({
  type: role === "assistant" ? "output_text" : "input_text",
  text,
});

/** POST /conversations */
export function createConversation(call) {
  const { items = null, metadata } = call.json;
  const object = {
    id: createId.item(call.random, "conv"),
    object: kind,
    created_at: Math.floor(call.world.now() / 1000),
    metadata: metadata ?? {},
  };
  call.world.keep(call, kind, object, { items: [] });
  addItems(call, object.id, items ?? []);
  return object;
}

/** GET /conversations/{conversation_id} */
export const retrieveConversation = (call, { conversation_id: id }) =>
  findConversation(call, id).object;

/** POST /conversations/{conversation_id} */
export function updateConversation(call, { conversation_id: id }) {
  return Object.assign(findConversation(call, id).object, { metadata: call.json.metadata ?? {} });
}

/** DELETE /conversations/{conversation_id} */
export function deleteConversation(call, { conversation_id: id }) {
  findConversation(call, id);
  call.world.objects.delete(id);
  return { id, object: "conversation.deleted", deleted: true };
}

/** GET /conversations/{conversation_id}/items */
export function listConversationItems(call, { conversation_id: id }, query) {
  const { items } = findConversation(call, id).rest;
  return pageOf(query.order === "asc" ? items : items.toReversed(), query, 20);
}

/** POST /conversations/{conversation_id}/items */
export function createConversationItems(call, { conversation_id: id }) {
  return pageOf(addItems(call, id, call.json.items), {}, 20);
}

function findItem(call, { conversation_id, item_id }) {
  const { rest } = findConversation(call, conversation_id);
  const item = rest.items.find(({ id }) => id === item_id);
  if (!item) throw new ApiError("unknown_object", { object: "item", id: item_id });
  return { item, rest };
}

/** GET /conversations/{conversation_id}/items/{item_id} */
export const retrieveConversationItem = (call, ids) => findItem(call, ids).item;

/** DELETE /conversations/{conversation_id}/items/{item_id} */
export function deleteConversationItem(call, ids) {
  const { item, rest } = findItem(call, ids);
  rest.items = rest.items.filter((each) => each !== item);
  return findConversation(call, ids.conversation_id).object;
}

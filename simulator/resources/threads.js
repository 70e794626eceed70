// Threads and their messages; they are not run.

import { ApiError } from "../http/errors.js";
import { pageOf } from "./page.js";
import { createId } from "../random.js";
import { resource, secondsNow } from "./objects.js";

export const threads = resource("thread", {
  label: "thread",
  param: "thread_id",
  changeable: ["metadata", "tool_resources"],
});

/** POST /threads */
export function createThread(call) {
  const { messages, metadata, tool_resources } = call.json;
  const object = {
    id: createId.object(call.random, "thread_"),
    object: "thread",
    created_at: secondsNow(call),
    metadata: metadata ?? {},
    tool_resources: tool_resources ?? {},
  };
  call.world.keep(call, "thread", object, { messages: [] });
  for (const message of messages ?? []) add(call, object.id, message);
  return object;
}

function add(call, thread_id, { role, content, metadata, attachments }) {
  const { object, rest } = threads.find(call, thread_id);
  const made = {
    id: createId.object(call.random, "msg_"),
    object: "thread.message",
    created_at: secondsNow(call),
    thread_id,
    role,
    content:
      typeof content === "string"
        ? [{ type: "text", text: { value: content, annotations: [] } }]
        : content,
    assistant_id: null,
    run_id: null,
    attachments: attachments ?? [],
    metadata: metadata ?? {},
  };
  call.world.keep(call, "thread", object, { messages: [...rest.messages, made].slice(-1_000) });
  return made;
}

/** POST /threads/{thread_id}/messages */
export const createMessage = (call, { thread_id }) => add(call, thread_id, call.json);

/** GET /threads/{thread_id}/messages */
export function listThreadMessages(call, { thread_id }, query) {
  const { messages } = threads.find(call, thread_id).rest;
  return pageOf(query.order === "asc" ? messages : messages.toReversed(), query, 20);
}

/** GET /threads/{thread_id}/messages/{message_id} */
export function retrieveMessage(call, { thread_id, message_id: id }) {
  const message = threads.find(call, thread_id).rest.messages.find((each) => each.id === id);
  if (!message) throw new ApiError("no_object_found", { label: "message", id });
  return message;
}

// Wants roles to alternate, and fails on request; it answers with what it was sent.

import { chatEvents } from "./serve.mjs";

export default ({ path, body }) => {
  if (path !== "/chat/completions") return undefined;
  const { messages } = body;
  if (messages.at(-1).content === "fail") {
    return { status: 400, json: { error: { message: "This server fails when it is asked to." } } };
  }
  const alternates = messages.every(({ role }, at) => role === (at % 2 ? "assistant" : "user"));
  if (!alternates) return { status: 400, json: { error: { message: "Roles must alternate." } } };
  return { events: chatEvents([{ content: `${messages.length} messages` }]) };
};

// Has no list of models, and chats all the same.

import { chatEvents } from "./serve.mjs";

export default ({ path, body }) =>
  path === "/chat/completions"
    ? { events: chatEvents([{ content: `I am ${body.model}.` }]) }
    : { status: 404, json: { error: { message: "no such path" } } };

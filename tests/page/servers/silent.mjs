// Says nothing, or nothing but thoughts, or is stopped before it is done.

import { chatEvents } from "./serve.mjs";

const answers = {
  nothing: chatEvents([]),
  thoughts: chatEvents([{ reasoning_content: "Hm." }]),
  "thoughts until the limit": chatEvents([{ reasoning_content: "Hm." }], "length"),
  limit: chatEvents([{ content: "One, two" }], "length"),
  filter: chatEvents([{ content: "One" }], "content_filter"),
};

const rest = chatEvents([{ content: ", three." }]);

export default ({ path, body }) => {
  if (path !== "/chat/completions") return undefined;
  const asked = body.messages.filter(({ role }) => role === "user").at(-1).content;
  return { events: answers[asked] ?? rest };
};

// Thinks aloud before it answers, in one of the ways that servers have.

import { chatEvents } from "./serve.mjs";

const thought = "Seven times six.";

const ways = {
  reasoning_content: [{ reasoning_content: "Seven " }, { reasoning_content: "times six." }],
  reasoning: [{ reasoning: thought }],
  tag: [{ content: "<thi" }, { content: `nk>${thought}</th` }, { content: "ink>\n\n" }],
  "closing tag": [{ content: thought }, { content: "</think>\n" }],
  parts: [{ content: [{ type: "thinking", thinking: [{ type: "text", text: thought }] }] }],
};

/** The names of the ways; a message names one of them. */
export const thoughts = Object.keys(ways);

export default ({ path, body }) => {
  if (path !== "/chat/completions") return undefined;
  const deltas = ways[body.messages.at(-1).content];
  return {
    events: chatEvents([
      ...deltas,
      { content: "It is " },
      { content: [{ type: "text", text: "42." }] },
    ]),
  };
};

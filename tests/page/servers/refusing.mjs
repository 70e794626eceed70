// Refuses to answer, in the words of either API.

import { chatEvents } from "./serve.mjs";

const refusal = "I cannot help with that.";

export default ({ path }) => {
  if (path === "/chat/completions")
    return { events: chatEvents([{ refusal: "I cannot " }, { refusal: "help with that." }]) };
  if (path !== "/responses") return undefined;
  const output = [{ type: "message", content: [{ type: "refusal", refusal }] }];
  const response = { status: "completed", output };
  return {
    events: [
      { type: "response.refusal.delta", delta: refusal },
      { type: "response.completed", response },
    ],
  };
};

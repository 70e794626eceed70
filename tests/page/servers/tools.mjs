// Wants a tool to be run, in the words of either API, its arguments in pieces.

import { chatEvents } from "./serve.mjs";

const call = (fields) => ({ tool_calls: [{ index: 0, ...fields }] });

const item = { type: "function_call", call_id: "call_1", name: "weather", arguments: "" };

export default ({ path }) => {
  if (path === "/chat/completions") {
    const deltas = [
      call({ id: "call_1", type: "function", function: { name: "weather", arguments: "" } }),
      call({ function: { arguments: '{"city":' } }),
      call({ function: { arguments: '"Bern"}' } }),
    ];
    return { events: chatEvents(deltas, "tool_calls") };
  }
  if (path !== "/responses") return undefined;
  const done = { ...item, arguments: '{"city":"Bern"}' };
  return {
    events: [
      { type: "response.output_item.added", output_index: 0, item },
      { type: "response.function_call_arguments.delta", output_index: 0, delta: '{"city":"Bern"}' },
      { type: "response.completed", response: { status: "completed", output: [done] } },
    ],
  };
};

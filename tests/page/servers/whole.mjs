// Answers whole where a stream was asked for.

const message = { role: "assistant", content: "All at once.", refusal: null };
const part = { type: "output_text", text: "All at once.", annotations: [] };

export default ({ path }) => {
  if (path === "/chat/completions") {
    return {
      json: { object: "chat.completion", choices: [{ index: 0, message, finish_reason: "stop" }] },
    };
  }
  if (path !== "/responses") return undefined;
  const output = [{ type: "message", role: "assistant", content: [part] }];
  return { json: { object: "response", status: "completed", output, error: null } };
};

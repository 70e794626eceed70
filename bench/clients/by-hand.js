// A loop around `fetch` with nothing but what the happy path needs: the limit.
import { body } from "../answers.js";

const url = "https://api.openai.com/v1/chat/completions";
const headers = {
  authorization: "Bearer sk-bench-0123456789",
  "content-type": "application/json",
  accept: "application/json",
};

/** @type {import("./clients.js").Connect} */
export function connect(fetch) {
  const send = async (given, { signal } = {}) => {
    const init = { method: "POST", headers, body: JSON.stringify(given), signal };
    const response = await fetch(url, init);
    if (response.ok) return response;
    throw new Error(await response.text());
  };
  return {
    ask: async (options) => (await send(body, options)).json(),
    open: async (options) => events((await send({ ...body, stream: true }, options)).body),
  };
}

/** @param {ReadableStream<Uint8Array>} body */
async function* events(body) {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let rest = "";
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      const lines = (rest + decoder.decode(value, { stream: true })).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        if (line.startsWith("data: {")) yield JSON.parse(line.slice(6));
        else if (line === "data: [DONE]") return;
      }
    }
  } finally {
    reader.cancel();
  }
}

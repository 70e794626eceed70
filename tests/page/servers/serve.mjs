// Starts one of the strange servers of this folder: each is a function from a call to an answer.

import { createServer } from "node:http";

/**
 * @typedef {{ method: string, path: string, body: any, headers: any }} Call
 * @typedef {{ status?: number, json?: any, html?: string, events?: any[], after?: Promise<void> }} Answer
 */

const models = { object: "list", data: [{ id: "strange-1", object: "model" }] };

const allow = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "*",
  "access-control-allow-methods": "*",
  // "*" does not cover this one.
  "access-control-expose-headers": "x-request-id",
};

/**
 * @param {(call: Call) => Answer | undefined} answerOf nothing: as any server would
 * @param {{ prefix?: string }} [options]
 */
export async function startStrange(answerOf, { prefix = "/v1" } = {}) {
  const calls = [];
  const server = createServer(async (request, response) => {
    if (request.method === "OPTIONS") return end(response, 204, preflight(request));
    const call = await readCall(request, prefix);
    calls.push(call);
    await answer(response, answerOf(call) ?? usual(call));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    calls,
    origin: `http://127.0.0.1:${port}`,
    baseURL: `http://127.0.0.1:${port}${prefix}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** `authorization` is not covered by a star. */
const preflight = ({ headers }) => ({
  ...allow,
  "access-control-allow-headers": headers["access-control-request-headers"] ?? "",
});

async function readCall(request, prefix) {
  const { method, url, headers } = request;
  let text = "";
  for await (const piece of request) text += piece;
  const path = url.startsWith(`${prefix}/`) ? url.slice(prefix.length) : url;
  return { method, path, headers, body: text ? JSON.parse(text) : null };
}

function usual({ path }) {
  if (path === "/models") return { json: models };
  return { status: 404, json: { error: { message: `there is no ${path}` } } };
}

async function answer(response, { status = 200, json, html, events, after }) {
  await after;
  if (json !== undefined)
    return end(response, status, typed("application/json"), JSON.stringify(json));
  if (html !== undefined) return end(response, status, typed("text/html; charset=utf-8"), html);
  const lines = events.map((event) =>
    typeof event === "string" ? `data: ${event}\n\n` : `data: ${JSON.stringify(event)}\n\n`,
  );
  end(response, status, typed("text/event-stream"), lines.join(""));
}

const typed = (type) => ({ ...allow, "content-type": type });

function end(response, status, headers, text = "") {
  response.writeHead(status, headers);
  response.end(text);
}

/** The events of a stream of Chat Completions, from the deltas. */
export const chatEvents = (deltas, finish_reason = "stop") => [
  ...deltas.map((delta) => chunk({ index: 0, delta, finish_reason: null })),
  chunk({ index: 0, delta: {}, finish_reason }),
  "[DONE]",
];

const chunk = (choice) => ({ id: "c", object: "chat.completion.chunk", choices: [choice] });

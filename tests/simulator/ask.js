// Asks a simulator in the same process, with a key and headers already filled in.

import { createSimulator } from "../../simulator/app.js";

export const question = "Who won the world series in 2020?";
export const chat = { model: "gpt-4o", messages: [{ role: "user", content: question }] };

/** A simulator without delays, and the means to ask it. */
export function startAsking(options = {}) {
  const simulator = createSimulator({ pace: 0, ...options });

  /** @param {{ method?: string, key?: string, headers?: object, body?: any, signal?: AbortSignal }} [request] */
  function ask(path, { method, key = "sk-simulator", headers = {}, body, signal } = {}) {
    const isForm = body instanceof FormData;
    const request = new Request(`http://simulator${path}`, {
      method: method ?? (body === undefined ? "GET" : "POST"),
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined || isForm ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      body: isForm || body === undefined ? body : JSON.stringify(body),
      signal,
    });
    return simulator.fetch(request);
  }

  const complete = (headers = {}, body = {}) =>
    ask("/v1/chat/completions", { headers, body: { ...chat, ...body } });
  return { simulator, ask, complete };
}

export const organization = (id) => ({ "openai-organization": id });
export const fault = (text) => ({ "x-simulator-fault": text });

/** The events of a stream's text, as `{ event, data }`. */
export function readEvents(text) {
  return text
    .split("\n\n")
    .filter(Boolean)
    .map((block) => ({
      event: /^event: (.*)$/m.exec(block)?.[1] ?? null,
      data: /^data: (.*)$/m.exec(block)?.[1],
    }));
}

// Streams from a file or a text, read with our client or with `openai`.
import fs from "node:fs";
import { makeOracle, makeOurs } from "../compat/clients.js";
import { recordingFetch } from "../compat/record.js";

const folder = new URL("../../streams/", import.meta.url);

/** The recorded streams by their names. */
export const recorded = Object.fromEntries(
  fs
    .readdirSync(folder)
    .map((file) => [file.replace(".sse", ""), fs.readFileSync(new URL(file, folder), "utf8")]),
);

/** The call that each kind of stream answers. */
export const opens = {
  chat: (client, options) => client.chat.completions.create(request, options),
  completions: (client, options) => client.completions.create(request, options),
  responses: (client, options) => client.responses.create(request, options),
  speech: (client, options) => client.post("/audio/speech", { body: request, stream, ...options }),
  transcription: (client, options) => client.audio.transcriptions.create(request, options),
  images: (client, options) => client.images.generate({ prompt: "p", stream }, options),
  assistants: (client, options) =>
    client.beta.threads.runs.create("t", { assistant_id: "a", stream }, options),
};

const stream = true;
const request = { model: "m", messages: [], stream };

/** @param {string} name of a recorded stream */
export const openOf = (name) => opens[/** @type {keyof typeof opens} */ (name.split("-")[0])];

const headers = { "content-type": "text/event-stream" };

/**
 * A body that brings chunks, and then ends or breaks.
 * @param {any[]} chunks
 * @param {unknown} [problem]
 */
export function bodyOf(chunks, problem) {
  const left = [...chunks].reverse();
  return new ReadableStream({
    pull(controller) {
      if (left.length > 0) return controller.enqueue(left.pop());
      if (problem) return controller.error(problem);
      controller.close();
    },
  });
}

/**
 * A client of ours, or `openai`, to which every call is answered by a body.
 * @param {() => any} makeBody
 * @param {{ oracle?: boolean, options?: any, type?: string, wrap?: (response: Response) => any }} [more]
 */
export function clientOf(makeBody, { oracle, options, type, wrap = (it) => it } = {}) {
  const answer = () =>
    wrap(
      new Response(makeBody(), {
        headers: { ...headers, "content-type": type ?? headers["content-type"] },
      }),
    );
  return (oracle ? makeOracle : makeOurs)(recordingFetch(answer).fetch, options);
}

/**
 * What comes of a stream: its items, and the error behind them.
 * @param {AsyncIterable<any>} items
 */
export async function readAll(items) {
  const all = [];
  try {
    for await (const item of items) all.push(item);
  } catch (error) {
    return { all, error: /** @type {any} */ (error) };
  }
  return { all };
}

/** @param {string} text */
export const bytes = (text) => new TextEncoder().encode(text);

// What grows with its input: each makes ours do the same with inputs of two sizes.
import { answerJSON, body } from "./answers.js";

/** Twice the input may cost so many times as much. */
export const MOST = 2.2;

/** The largest size; the smallest is an eighth of it. */
export const SIZE = 100_000;

/** @typedef {(connect: any, size: number) => () => Promise<unknown>} Grown makes the work for an input of a size */

const range = (/** @type {number} */ size, /** @type {(at: number) => any} */ make) =>
  Array.from({ length: size }, (_, at) => make(at));

const record = (/** @type {number} */ size, /** @type {string} */ name) =>
  Object.fromEntries(range(size, (at) => [`${name}${at}`, `${at}`]));

const encoder = new TextEncoder();

/** A `fetch` that answers with a body, in chunks of so many bytes. */
function answering(/** @type {string} */ text, /** @type {any} */ init, chunk = 65_536) {
  const bytes = encoder.encode(text);
  return async () => {
    let at = 0;
    const pull = (/** @type {any} */ controller) => {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, (at += chunk)));
    };
    return new Response(new ReadableStream({ pull }), init);
  };
}

const streamed = { headers: { "content-type": "text/event-stream" } };
const refused = { status: 429, headers: { "content-type": "application/json" } };

/** Reads a stream to its end. */
async function readAll(/** @type {any} */ items) {
  for await (const _ of await items);
}

const event = (/** @type {string} */ content) =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`;
const tool = (/** @type {number} */ at) =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: { tool_calls: [{ index: at }] } }] })}\n\n`;
const done = "data: [DONE]\n\n";

/** The client of ours whose `fetch` is given, opening a stream of a text. */
const stream = (connect, text, chunk) => {
  const { client } = connect(answering(text, streamed, chunk));
  return () => client.chat.completions.create({ ...body, stream: true });
};

/** @type {Record<string, Grown>} */
export const inputs = {
  headers: (connect, size) => {
    const { client } = connect(answerJSON);
    const headers = record(size, "x-");
    return () => client.models.retrieve("m", { headers });
  },
  "headers of the client": (connect, size) => {
    const defaultHeaders = record(size, "x-");
    return async () => connect(answerJSON, { defaultHeaders });
  },
  query: (connect, size) => {
    const { client } = connect(answerJSON);
    const query = record(size, "p");
    return () => client.models.list({ query });
  },
  "an id": (connect, size) => {
    const { client } = connect(answerJSON);
    const id = "ü".repeat(size);
    return () => client.models.retrieve(id);
  },
  organizations: (connect, size) => {
    const organizations = range(size, (at) => ({ organization: `org-${at}` }));
    return async () => connect(answerJSON, { organizations });
  },
  snapshot: (connect, size) => {
    const lines = range(size, (at) => `usage\torg-${at}\t\t\tgpt-4o\t\t\t0\t0\t0\t`);
    const { client } = connect(answerJSON);
    const known = { ...client.ledger.toJSON(), lines: ["1", ...lines] };
    return async () => connect(answerJSON).client.ledger.load(known);
  },
  "the text of an error": (connect, size) => {
    const part = "Rate limit reached for m in organization o on tokens per min: Limit 1. ";
    const message = part.repeat(Math.ceil(size / 10));
    const text = JSON.stringify({ error: { message, code: "rate_limit_exceeded" } });
    const { client } = connect(answering(text, refused), { maxRetries: 0 });
    return () => client.models.retrieve("m").catch(() => {});
  },
  "form fields": (connect, size) => {
    const { client } = connect(answerJSON);
    const metadata = record(size, "f");
    return () => client.files.create({ file: new File(["x"], "x"), purpose: "batch", ...metadata });
  },
  events: (connect, size) => {
    const open = stream(connect, range(size, (at) => event(`${at}`)).join("") + done);
    return () => readAll(open());
  },
  "events that differ": (connect, size) => {
    const open = stream(connect, range(size, tool).join("") + done);
    return () => readAll(open());
  },
  "the length of an event": (connect, size) => {
    const open = stream(connect, event("x".repeat(100 * size)) + done, 4_096);
    return () => readAll(open());
  },
  "lines of data in an event": (connect, size) => {
    const lines = range(size, (at) => `data: ${at},\n`).join("");
    const open = stream(connect, `data: [\n${lines}data: 0]\n\n${done}`);
    return () => readAll(open());
  },
  "members of an event": (connect, size) => {
    const open = stream(
      connect,
      `data: ${JSON.stringify({ ...record(size, "m"), delta: "" })}\n\n${done}`,
    );
    return () => readAll(open());
  },
  "a split stream, one side after the other": (connect, size) => {
    const open = stream(connect, range(size, (at) => event(`${at}`)).join("") + done);
    return async () => {
      for (const branch of (await open()).tee()) await readAll(branch);
    };
  },
  "lines of JSON": (connect, size) => {
    const open = stream(connect, done);
    const text = range(size, (at) => `{"n":${at}}\n`).join("");
    return async () => {
      const { constructor } = await open();
      const { body: readable } = await answering(text, {})();
      await readAll(constructor.fromReadableStream(readable));
    };
  },
  "the length of a line of JSON": (connect, size) => {
    const open = stream(connect, done);
    const text = JSON.stringify("x".repeat(100 * size));
    return async () => {
      const { constructor } = await open();
      const { body: readable } = await answering(text, {}, 4_096)();
      await readAll(constructor.fromReadableStream(readable));
    };
  },
};

// Answers that cost next to nothing to make, so that what is measured is the client.

export const body = { model: "gpt-4o-mini", messages: [{ role: "user", content: "Say hi" }] };

const encoder = new TextEncoder();

const shared = {
  id: "chatcmpl-B9MBs8CjcvOU2jLn4n570S5qMJKcT",
  created: 1_741_569_952,
  model: "gpt-4o-mini-2024-07-18",
  service_tier: "default",
  system_fingerprint: "fp_44added55e",
};
const usage = { prompt_tokens: 19, completion_tokens: 10, total_tokens: 29 };
const message = { role: "assistant", content: "Hello! How can I help you?", refusal: null };
const choices = [{ index: 0, message, logprobs: null, finish_reason: "stop" }];
const completion = JSON.stringify({ ...shared, object: "chat.completion", choices, usage });

const headers = {
  "content-type": "application/json",
  "openai-organization": "org-bench",
  "x-request-id": "req_0123456789abcdef",
  "x-ratelimit-limit-requests": "10000",
  "x-ratelimit-remaining-requests": "9999",
  "x-ratelimit-reset-requests": "6ms",
};
const streamed = { ...headers, "content-type": "text/event-stream" };

/** The size of a chat chunk with its `data: ` and its empty line. */
const EVENT_BYTES = 340;

/** @param {any} delta @param {string | null} [finish_reason] */
function event(delta, finish_reason = null) {
  const choices = [{ index: 0, delta, logprobs: null, finish_reason }];
  const chunk = { ...shared, object: "chat.completion.chunk", choices, usage: null };
  const text = (obfuscation) => `data: ${JSON.stringify({ ...chunk, obfuscation })}\n\n`;
  return text("x".repeat(Math.max(0, EVENT_BYTES - text("").length)));
}

/** Pieces of text of six characters each, as a model gives them. */
const words = [
  " plain",
  " words",
  ", some",
  " with\n",
  ' a "q"',
  " (1.5)",
  " caf\u00e9,",
  " end.\n",
];

const last = encoder.encode(`${event({}, "stop")}data: [DONE]\n\n`);

/** A JSON answer. */
export const answerJSON = async () => new Response(completion, { headers });

/** An error that no client tries again. */
export const answerError = async () =>
  new Response('{"error":{"message":"no such model","code":"model_not_found"}}', {
    status: 404,
    headers,
  });

/** @param {number} at */
const wordAt = (at) => event({ content: words[at % words.length] });

/** The length of the text of a streamed answer of so many events. */
export const textLength = (/** @type {number} */ count) => count * words[0].length;

const MB = 1_000_000;

/** A text of so many millions of letters. */
const long = (/** @type {number} */ size) => "All work and no play. ".repeat((size * MB) / 22);

/**
 * A JSON answer of so many megabytes.
 * @param {number} size
 */
export function answerLongJSON(size) {
  const choices = [
    { index: 0, message: { ...message, content: long(size) }, finish_reason: "stop" },
  ];
  const bytes = encoder.encode(JSON.stringify({ ...shared, object: "chat.completion", choices }));
  return async () => new Response(bytes, { headers });
}

/**
 * A streamed answer with one event of so many megabytes, in chunks of 64 KiB.
 * @param {number} size
 */
export function answerLongEvent(size) {
  const bytes = encoder.encode(event({ content: long(size) }));
  return async () => {
    let at = 0;
    const body = new ReadableStream({
      pull(controller) {
        if (at < bytes.length) return controller.enqueue(bytes.slice(at, (at += 65_536)));
        controller.enqueue(last);
        controller.close();
      },
    });
    return new Response(body, { headers: streamed });
  };
}

/**
 * A streamed answer of so many events, so many in a network chunk; it begins when it is asked for.
 * @param {number} count
 * @param {number} perChunk
 */
export function answerStream(count, perChunk) {
  const events = Array.from({ length: words.length * perChunk }, (_, at) => wordAt(at));
  const chunks = words.map((_, at) =>
    encoder.encode(events.slice(at * perChunk, (at + 1) * perChunk).join("")),
  );
  return async () => {
    let left = count / perChunk;
    const body = new ReadableStream(
      {
        pull(controller) {
          // A copy, as the network would bring: readers may keep or transfer what they get.
          if (left-- > 0) return controller.enqueue(chunks[left % chunks.length].slice());
          controller.enqueue(last);
          controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    return new Response(body, { headers: streamed });
  };
}

/**
 * A streamed answer of a text in so many pieces, 20 in a network chunk.
 * @param {string} text
 * @param {number} count
 */
export function answerPieces(text, count) {
  const step = text.length / count;
  const piece = (/** @type {number} */ at) =>
    text.slice(Math.floor(at * step), Math.floor((at + 1) * step));
  const events = Array.from({ length: count }, (_, at) => event({ content: piece(at) }));
  const first = encoder.encode(event({ role: "assistant", content: "" }));
  const chunks = [first];
  for (let at = 0; at < count; at += 20)
    chunks.push(encoder.encode(events.slice(at, at + 20).join("")));
  chunks.push(last);
  return async () => {
    let at = 0;
    const body = new ReadableStream(
      {
        pull(controller) {
          if (at < chunks.length) return controller.enqueue(chunks[at++].slice());
          controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    return new Response(body, { headers: streamed });
  };
}

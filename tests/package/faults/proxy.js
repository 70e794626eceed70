// A server of bytes that spoils its answers: each fault is a way to send one, or a part of it.
import { once } from "node:events";
import net from "node:net";

/**
 * @typedef {{ type: string, body: string }} Answer
 * @typedef {(socket: net.Socket, answer: Answer) => void} Fault
 */

const CRLF = "\r\n";

/** @param {Answer} answer @param {Record<string, unknown>} [more] headers @param {string} [status] */
const head = ({ type, body }, more = {}, status = "200 OK") => {
  const length = Buffer.byteLength(body);
  const headers = { "content-type": type, "content-length": length, ...more };
  const lines = Object.entries(headers).filter(([, value]) => value !== undefined);
  return [`HTTP/1.1 ${status}`, ...lines.map((line) => line.join(": ")), "", ""].join(CRLF);
};

const half = (/** @type {string} */ text) => text.slice(0, Math.ceil(text.length / 2));
const chunked = { "content-length": undefined, "transfer-encoding": "chunked" };
const chunkOf = (/** @type {string} */ text) =>
  `${Buffer.byteLength(text).toString(16)}${CRLF}${text}${CRLF}`;

/** Sends a text again and again for as long as somebody takes it. */
function flood(/** @type {net.Socket} */ socket, /** @type {string} */ text) {
  const more = () => {
    while (!socket.destroyed && socket.write(text));
  };
  socket.on("drain", more);
  more();
}

/** @type {Record<string, Fault>} */
export const faults = {
  none: (socket, answer) => socket.write(head(answer) + answer.body),
  "an early hint": (socket, answer) =>
    socket.write(
      `HTTP/1.1 103 Early Hints${CRLF}link: </a>${CRLF}${CRLF}${head(answer)}${answer.body}`,
    ),
  "a slow drip": (socket, answer) => {
    const bytes = Buffer.from(head(answer) + answer.body);
    let at = 0;
    const send = () => {
      if (socket.destroyed || at >= bytes.length) return;
      socket.write(bytes.subarray(at, (at += 64)), () => setImmediate(send));
    };
    send();
  },
  "no answer": () => {},
  "a reset": (socket) => socket.resetAndDestroy(),
  "a half-close": (socket) => socket.end(),
  garbage: (socket) => socket.end(`\u0000\u0001 no HTTP at all${CRLF}${CRLF}`),
  "a cut head": (socket, answer) => socket.end(half(head(answer))),
  "a cut body": (socket, answer) => socket.end(head(answer) + half(answer.body)),
  "a cut chunk": (socket, answer) => socket.end(head(answer, chunked) + half(chunkOf(answer.body))),
  "a reset body": (socket, answer) =>
    socket.write(head(answer) + half(answer.body), () =>
      setImmediate(() => socket.resetAndDestroy()),
    ),
  "a stalled body": (socket, answer) => socket.write(head(answer) + half(answer.body)),
  "a wrong encoding": (socket, answer) =>
    socket.write(head(answer, { "content-encoding": "gzip" }) + answer.body),
  "a redirect without end": (socket, answer) =>
    socket.write(head({ ...answer, body: "" }, { location: "/again" }, "307 Temporary Redirect")),
  "an error without end": (socket, answer) => {
    socket.write(head(answer, chunked, "503 Service Unavailable"));
    flood(socket, chunkOf("x".repeat(65_536)));
  },
  "an error that stalls": (socket, answer) =>
    socket.write(`${head(answer, {}, "500 Internal Server Error")}{`),
};

/**
 * Serves an answer with a fault, and then without.
 * @param {Answer} answer
 */
export async function serveFault(answer) {
  /** @type {Set<net.Socket>} */
  const open = new Set();
  /** @type {Fault[]} */
  const plan = [];
  /** @type {Promise<unknown>[]} the ends of the connections that a fault was sent on */
  const ends = [];
  const server = net.createServer((socket) => {
    open.add(socket);
    socket.on("close", () => open.delete(socket)).on("error", () => {});
    onRequests(socket, () => {
      const fault = plan.shift();
      if (fault) ends.push(new Promise((resolve) => socket.once("close", resolve)));
      (fault ?? faults.none)(socket, answer);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {net.AddressInfo} */ (server.address());
  const close = async () => {
    for (const socket of open) socket.destroy();
    server.close();
    await once(server, "close");
  };
  return { baseURL: `http://127.0.0.1:${port}/v1`, plan, ends, close };
}

/** Calls back for each whole request that comes, its body of a known length or in chunks. */
function onRequests(/** @type {net.Socket} */ socket, /** @type {() => void} */ answer) {
  let text = "";
  socket.on("data", (data) => {
    text += data.toString("latin1");
    for (let length = lengthOf(text); length; length = lengthOf(text)) {
      text = text.slice(length);
      answer();
    }
  });
}

/** How long the request is that begins a text; zero if all of it has not come. */
function lengthOf(/** @type {string} */ text) {
  const end = text.indexOf(CRLF + CRLF) + 4;
  if (end < 4) return 0;
  const start = text.slice(0, end).toLowerCase();
  if (start.includes("transfer-encoding: chunked")) {
    const last = text.indexOf(`0${CRLF}${CRLF}`, end);
    return last < 0 ? 0 : last + 5;
  }
  const body = Number(/content-length: (\d+)/.exec(start)?.[1] ?? 0);
  return text.length >= end + body ? end + body : 0;
}

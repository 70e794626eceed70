// Servers that answer badly, for the tests of bad input.
import http from "node:http";
import net from "node:net";

/** The address of a server that was told to listen. */
async function listen(server) {
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${server.address().port}/v1`;
}

/**
 * A server that sends these bytes for every request, and closes the connection.
 * @param {string} bytes the whole answer with its status line, or a part of one
 * @param {import("node:test").TestContext} t
 */
export function serveBytes(t, bytes) {
  const server = net.createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", () => socket.end(bytes));
  });
  t.after(() => server.close());
  return listen(server);
}

/**
 * A server that answers with what it was asked, as an API does.
 * @param {import("node:test").TestContext} t
 */
export function serveEcho(t) {
  const server = http.createServer((request, response) => {
    request.resume().on("error", () => {});
    request.on("end", () => {
      response.setHeader("content-type", "application/json");
      const { method, url, headers } = request;
      response.end(JSON.stringify({ id: "chatcmpl-1", method, url, headers }));
    });
  });
  t.after(() => (server.closeAllConnections(), server.close()));
  return listen(server);
}

/** The address of a port where nobody listens. */
export async function nobody() {
  const server = net.createServer();
  const url = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return url;
}

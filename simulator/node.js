// The simulator on a port, under Node.

import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { createSimulator } from "./app.js";

/**
 * @param {{ port?: number, host?: string } & Parameters<typeof createSimulator>[0]} [options]
 */
export async function serveSimulator({ port = 0, host = "127.0.0.1", ...options } = {}) {
  const simulator = createSimulator(options);
  const server = createServer(requestListener(simulator));
  await listen(server, port, host);
  const url = `http://${host}:${server.address().port}`;
  return { url, baseURL: `${url}/v1`, simulator, close: () => close(server) };
}

/**
 * A listener for `node:http`, which a server with pages of its own can call for the paths it gives away.
 * @param {ReturnType<typeof createSimulator>} simulator
 */
export function requestListener(simulator) {
  const answer = (request, { outgoing }) =>
    simulator.fetch(request, { reset: () => outgoing.socket?.resetAndDestroy() });
  return getRequestListener(answer, { overrideGlobalObjects: false });
}

function listen(server, port, host) {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve(undefined));
  });
}

function close(server) {
  return new Promise((resolve) => {
    server.close(() => resolve(undefined));
    server.closeAllConnections();
  });
}

// Serves the page, the package and, unless a real model answers, the simulator on one origin.
import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { bundles, freshBundle } from "./bundle.mjs";
import { at } from "../lib/paths.mjs";
import { policy } from "./csp.mjs";
import { StepError } from "../lib/run.mjs";

const headers = {
  "content-security-policy": policy,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cache-control": "no-cache",
};

/**
 * @typedef {object} Config what the page needs to know, so that it asks nothing
 * @property {"simulator" | "model"} mode
 * @property {string} baseURL
 * @property {string} apiKey
 * @property {string[]} models
 * @property {{id: string, name: string}[]} [organizations] to choose among at first
 */

/**
 * @param {object} options
 * @param {number} options.port
 * @param {(origin: string) => Config | Promise<Config>} options.config
 * @param {import("node:http").RequestListener} [options.simulator]
 * @param {(site: Hono) => void} [options.mount] adds what is answered before the files of the page
 * @returns {Promise<{address: string, close: () => Promise<void>}>}
 */
export async function serve({ port, config, simulator, mount }) {
  const files = getRequestListener(createSite(config, mount).fetch, {
    overrideGlobalObjects: false,
  });
  const server = createServer((request, response) => {
    const isCall = simulator && /^\/(v1|_simulator)(\/|$|\?)/.test(request.url ?? "");
    void (isCall ? simulator : files)(request, response);
  });
  await listen(server, port);
  const address = `http://127.0.0.1:${/** @type {any} */ (server.address()).port}`;
  return { address, close: () => close(server) };
}

function createSite(config, mount) {
  const site = new Hono();
  site.use(async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(headers)) c.header(name, value);
  });
  mount?.(site);
  site.get("/config.json", async (c) => c.json(await config(new URL(c.req.url).origin)));
  mountFiles(site);
  return site;
}

function mountFiles(site) {
  for (const name of bundles) {
    site.get(`/${name}`, async (c) => {
      const { text, type } = await freshBundle(name);
      return c.body(text, 200, { "content-type": `${type}; charset=utf-8` });
    });
  }
  const rewriteRequestPath = (path) => path.replace(/^\/openai-wasm/, "");
  site.use("/openai-wasm/*", serveStatic({ root: at("pkg"), rewriteRequestPath }));
  site.use("/*", serveStatic({ root: at("www") }));
}

function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => reject(error.code === "EADDRINUSE" ? taken(port) : error));
    server.listen(port, "127.0.0.1", resolve);
  });
}

const taken = (port) =>
  new StepError(`port ${port} is taken`, { remedy: `npm start -- --port ${port + 1}` });

function close(server) {
  return new Promise((resolve) => {
    server.close(() => resolve(undefined));
    // Streams that are still open would keep the server waiting.
    server.closeAllConnections();
  });
}

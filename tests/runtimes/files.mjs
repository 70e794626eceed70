// A folder on a port, and what an app downloads from one.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";

const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".css": "text/css",
  ".wasm": "application/wasm",
};

/**
 * @param {string} folder
 * @param {Record<string, string>} [headers] of every answer
 */
export async function serveFiles(folder, headers = {}) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const path = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
    const body = read(join(folder, path));
    const type = types[extname(path)] ?? "text/plain";
    response.writeHead(body ? 200 : 404, { "content-type": type, ...headers }).end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const url = `http://127.0.0.1:${/** @type {any} */ (server.address()).port}`;
  return { url, close: () => close(server) };
}

function read(file) {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

function close(server) {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
}

/**
 * The bytes of files and of what is in folders, each compressed by itself as a server would.
 * @param {string[]} names
 * @param {RegExp} [kinds]
 */
export function gzipped(names, kinds = /\.(js|mjs|cjs|wasm)$/) {
  const files = names.flatMap(filesIn).filter((name) => kinds.test(name));
  const sizes = files.map((name) => gzipSync(readFileSync(name), { level: 9 }).length);
  return sizes.reduce((sum, size) => sum + size, 0);
}

function filesIn(name) {
  const entries = list(name);
  return entries ? entries.flatMap((entry) => filesIn(join(name, entry))) : [name];
}

function list(name) {
  try {
    return readdirSync(name);
  } catch {
    return undefined;
  }
}

/** What a page says of a file that it fetches. */
export const integrityOf = (name) =>
  `sha384-${createHash("sha384").update(readFileSync(name)).digest("base64")}`;

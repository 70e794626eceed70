// A session of WebKitWebDriver: a browser of its own, and the commands of W3C WebDriver.
import { setTimeout as pause } from "node:timers/promises";
import { serveWith } from "../../lib/run.mjs";
import { freePort } from "../../lib/free-port.mjs";

const screen = ["-s", "-screen 0 1600x1200x24"];

/** @param {string} binary */
export async function openSession(binary) {
  const port = await freePort();
  const driver = ["WebKitWebDriver", `--port=${port}`, "--host=127.0.0.1"];
  const server = await serveWith("xvfb-run", ["-a", ...screen, ...driver], {
    folder: ".",
    ready: /^/,
  });
  const url = `http://127.0.0.1:${port}`;
  await untilReady(url);
  const options = { binary, args: ["--automation"] };
  const alwaysMatch = { browserName: "MiniBrowser", "webkitgtk:browserOptions": options };
  const created = await command("POST", `${url}/session`, { capabilities: { alwaysMatch } });
  const session = `${url}/session/${created.sessionId}`;
  const send = (method, path, body) => command(method, `${session}/${path}`, body);
  await send("POST", "timeouts", { script: 60_000 });
  return {
    version: created.capabilities.browserVersion,
    get: (path) => send("GET", path),
    post: (path, body = {}) => send("POST", path, body),
    async close() {
      await command("DELETE", session).catch(() => undefined);
      await server.stop();
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof openSession>>} Session */

async function untilReady(url) {
  for (let tries = 0; tries < 100; tries++) {
    if (await fetch(`${url}/status`).catch(() => undefined)) return;
    await pause(100);
  }
  throw new Error("WebKitWebDriver does not answer");
}

async function command(method, url, body) {
  const response = await fetch(url, { method, body: body && JSON.stringify(body) });
  const { value } = await response.json();
  if (response.ok) return value;
  throw Object.assign(new Error(`${value.error}: ${value.message}`), { code: value.error });
}

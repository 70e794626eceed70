// A WebKitGTK browser on a screen that nobody sees, spoken to in the words of WebDriver.
import { existsSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "../files.mjs";

const folders = ["x86_64", "aarch64"].map((machine) => `/usr/lib/${machine}-linux-gnu`);
const binary = folders
  .map((folder) => `${folder}/webkit2gtk-4.1/MiniBrowser`)
  .find((name) => existsSync(name));

/** @param {import("../workshop.mjs").Workshop} workshop */
export async function startWebKit({ serve, onClose }) {
  const port = await freePort();
  const driver = ["WebKitWebDriver", `--port=${port}`, "--host=127.0.0.1"];
  await serve("xvfb-run", ["-a", ...driver], { ready: /^/ });
  const url = `http://127.0.0.1:${port}`;
  await untilReady(url);
  const options = { binary, args: ["--automation"] };
  const alwaysMatch = { browserName: "MiniBrowser", "webkitgtk:browserOptions": options };
  const { sessionId, capabilities } = await post(`${url}/session`, {
    capabilities: { alwaysMatch },
  });
  const session = `${url}/session/${sessionId}`;
  await post(`${session}/timeouts`, { script: 30_000 });
  onClose(() => fetch(session, { method: "DELETE" }));
  return {
    version: capabilities.browserVersion,
    open: (address) => post(`${session}/url`, { url: address }),
    execute: (script) => post(`${session}/execute/async`, { script, args: [] }),
  };
}

async function untilReady(url) {
  for (let tries = 0; tries < 100; tries++) {
    if (await fetch(`${url}/status`).catch(() => undefined)) return;
    await pause(100);
  }
  throw new Error("WebKitWebDriver does not answer");
}

async function post(url, body) {
  const response = await fetch(url, { method: "POST", body: JSON.stringify(body) });
  const { value } = await response.json();
  if (response.ok) return value;
  throw new Error(`${value.error}: ${value.message}`);
}

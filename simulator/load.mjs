// How much load the simulator bears: plain calls a second on one core, and streams that are open at once.
import { fork } from "node:child_process";
import { Agent, request } from "node:http";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { serveSimulator } from "./node.js";

const seconds = Number(process.env.LOAD_SECONDS ?? 5);
const streams = Number(process.env.LOAD_STREAMS ?? 10_000);
const lanes = 32;

const limits = { "org-personal": { requests: 1_000_000_000, tokens: 1_000_000_000 } };
const headers = { authorization: "Bearer sk-simulator", "content-type": "application/json" };
const asked = { model: "gpt-4o", messages: [{ role: "user", content: "Tell me about rivers" }] };

function ask(port, body, agent) {
  return new Promise((resolve, reject) => {
    const options = { port, host: "127.0.0.1", path: "/v1/chat/completions", method: "POST" };
    const text = JSON.stringify(body);
    const length = { "content-length": Buffer.byteLength(text) };
    const sent = request({ ...options, agent, headers: { ...headers, ...length } }, resolve);
    sent.once("error", reject);
    sent.end(text);
  });
}

async function readAll(response) {
  for await (const _ of response);
  return response.statusCode;
}

/** Asks one after the other on each lane, until the time is up. */
async function countCalls(port) {
  const agent = new Agent({ keepAlive: true, maxSockets: lanes });
  const end = performance.now() + 1_000 * seconds;
  let count = 0;
  async function lane() {
    while (performance.now() < end) {
      const status = await readAll(await ask(port, asked, agent));
      if (status !== 200) throw new Error(`answered with ${status}`);
      count += 1;
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane));
  agent.destroy();
  return count;
}

/** Opens streams that have their first chunk and stay open; counts those that do. */
async function countStreams(port) {
  const agent = new Agent({ keepAlive: false, maxSockets: Infinity });
  const open = [];
  async function openNext() {
    while (open.length < streams) {
      const place = open.push(null) - 1;
      const response = await ask(port, { ...asked, stream: true }, agent);
      await new Promise((resolve) => response.once("data", resolve));
      open[place] = response;
    }
  }
  await Promise.all(Array.from({ length: lanes }, openNext));
  const count = open.filter((response) => response && !response.closed).length;
  for (const response of open) response.destroy();
  return count;
}

/** The server is a process of its own, with its own processor time and its own open files. */
async function serve() {
  const { url, simulator, close } = await serveSimulator({ pace: 0, limits });
  process.on("message", (what) => {
    if (what === "stall") return simulator.faults.add({ fault: "stall", after: 2, times: null });
    if (what === "usage") return process.send(usage());
    process.disconnect();
    return close();
  });
  process.send(Number(new URL(url).port));
}

const usage = () => ({
  busy: (process.cpuUsage().user + process.cpuUsage().system) / 1e6,
  megabytes: Math.round(process.memoryUsage().rss / 1e6),
});

async function main() {
  const server = fork(fileURLToPath(import.meta.url), ["server"]);
  const heard = () => new Promise((resolve) => server.once("message", resolve));
  const port = await heard();
  const usageNow = () => (server.send("usage"), heard());
  const before = await usageNow();
  const calls = await countCalls(port);
  const busy = (await usageNow()).busy - before.busy;
  console.log(`${Math.round(calls / busy)} calls for each second of processor time`);
  console.log(`  ${calls} calls in ${seconds} s, for which the server used ${busy.toFixed(1)} s`);
  server.send("stall");
  const start = performance.now();
  const open = await countStreams(port);
  const took = ((performance.now() - start) / 1_000).toFixed(1);
  const { megabytes } = await usageNow();
  console.log(`${open} streams open at once after ${took} s, in ${megabytes} MB`);
  server.send("close");
}

if (process.argv[2] === "server") await serve();
else await main();

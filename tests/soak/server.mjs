// The simulator in a thread of its own: what it remembers is not what is measured.
import { parentPort } from "node:worker_threads";
import { serveSimulator } from "../../simulator/node.js";

const roomy = { requests: 1e9, tokens: 1e9 };
const limits = { "org-personal": roomy, "org-team": roomy };
const { baseURL, simulator } = await serveSimulator({ pace: 0, limits });
setInterval(() => simulator.journal.clear(), 1_000).unref();
parentPort?.postMessage(baseURL);

// A page whose API is the simulator in its Service Worker: no server is behind it.
import { OpenAIClient } from "./node_modules/openai-wasm/index.js";
import { ask } from "./ask.js";

const { serviceWorker } = navigator;

async function askSimulator() {
  const controlled = new Promise((resolve) => (serviceWorker.oncontrollerchange = resolve));
  await serviceWorker.register("./simulator.js", { type: "module" });
  await controlled;
  const { answer, streamed } = await ask(OpenAIClient, `${location.origin}/v1`);
  const journal = await (await fetch("/_simulator/journal")).json();
  return { answer, streamed, served: journal.map(({ served }) => served.organization) };
}

globalThis.answers = askSimulator();

// Starts the page: asks its server what there is to talk to, and mounts the components.

import { init } from "/openai-wasm/web.js";
import { createSession } from "./session.js";
import { initialState } from "./state/initial.js";
import { createStore } from "./state/store.js";
import { mountAnnouncer } from "./view/announcer.js";
import { mountCalls } from "./view/calls.js";
import { mountComposer } from "./view/composer.js";
import { mountConnection } from "./view/connection.js";
import { mountFaults } from "./view/faults.js";
import { mountOrganizations } from "./view/organizations.js";
import { mountThread } from "./view/thread.js";
import { mountTimeline } from "./view/timeline.js";
import { mountViews } from "./view/views.js";

/** What each part of the page is mounted as. */
const components = {
  ".announcer": mountAnnouncer,
  ".views": mountViews,
  ".bar": mountConnection,
  ".thread": mountThread,
  ".composer": mountComposer,
  ".organizations": mountOrganizations,
  ".calls": mountCalls,
  ".faults": mountFaults,
  ".timeline": mountTimeline,
};

async function start() {
  const ready = init("openai-wasm/openai_wasm_bg.wasm");
  const { apiKey, worker, ...config } = await ask("config.json");
  if (config.baseURL) config.baseURL = new URL(config.baseURL, document.baseURI).href;
  const store = createStore(initialState(config));
  const session = createSession(store);
  for (const [selector, mount] of Object.entries(components)) {
    mount(document.querySelector(selector), store, session);
  }
  store.update();
  if (worker) await simulateIn(worker);
  await ready;
  session.connect({ baseURL: store.state.connection.baseURL, apiKey: apiKey ?? "" });
  if (config.mode === undefined) store.state.connection.isOpen = true;
}

/** On a host that is no server of this project, there is nothing to know. */
async function ask(path) {
  const response = await fetch(path).catch(() => null);
  return response?.ok ? response.json() : {};
}

/** Where the page is but files, its worker answers for the API. */
async function simulateIn(worker) {
  const { serviceWorker } = navigator;
  const isControlled = new Promise((resolve) => {
    serviceWorker.addEventListener("controllerchange", resolve, { once: true });
  });
  await serviceWorker.register(trusted(worker), { type: "module" });
  if (!serviceWorker.controller) await isControlled;
}

/** The policy of the page lets nothing but this be made a script by its address. */
function trusted(address) {
  const createScriptURL = (path) => new URL(path, document.baseURI).href;
  const policy = globalThis.trustedTypes?.createPolicy("worker", { createScriptURL });
  return policy?.createScriptURL(address) ?? address;
}

void start();

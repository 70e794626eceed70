// Starts the page: asks its server what there is to talk to, and mounts the components.

import { init } from "/openai-wasm/web.js";
import { createSession } from "./session.js";
import { openStorage } from "./session/storage.js";
import { answerLocally } from "./session/transport.js";
import { initialState } from "./state/initial.js";
import { applyProfile } from "./state/profile.js";
import { createStore } from "./state/store.js";
import { mountAnnouncer } from "./view/announcer.js";
import { mountCalls } from "./view/calls.js";
import { mountChats } from "./view/chats.js";
import { mountClock } from "./view/clock.js";
import { mountComposer } from "./view/composer.js";
import { mountConnection } from "./view/connection.js";
import { el } from "./view/element.js";
import { mountFaults } from "./view/faults.js";
import { mountKeys } from "./view/keys.js";
import { mountNotice } from "./view/notice.js";
import { mountOrganizations } from "./view/organizations.js";
import { mountThread } from "./view/thread.js";
import { mountTimeline } from "./view/timeline.js";
import { mountViews } from "./view/views.js";

/** What each part of the page is mounted as. */
const components = {
  ".announcer": mountAnnouncer,
  ".views": mountViews,
  ".bar": mountConnection,
  ".chat-head": mountChats,
  ".thread": mountThread,
  ".notice": mountNotice,
  ".composer": mountComposer,
  ".organizations": mountOrganizations,
  ".calls": mountCalls,
  ".faults": mountFaults,
  ".timeline": mountTimeline,
  body: mountKeys,
  html: mountClock,
};

async function start() {
  const ready = init("openai-wasm/openai_wasm_bg.wasm");
  const follow = { change: () => {} };
  const [asked, storage] = await Promise.all([
    ask("config.json"),
    openStorage((change) => follow.change(change)).catch(() => null),
  ]);
  const { isLocal, ...config } = asked;
  if (config.baseURL) config.baseURL = new URL(config.baseURL, document.baseURI).href;
  const store = createStore(initialState(config));
  const profiles = (await storage?.servers()) ?? [];
  const own = profiles.find(({ baseURL }) => baseURL === config.baseURL);
  if (own) applyProfile(store.state, own);
  const session = createSession(store, storage, profiles);
  follow.change = (change) => void session.chats.follow(change);
  await session.chats.resume();
  for (const [selector, mount] of Object.entries(components)) {
    mount(document.querySelector(selector), store, session);
  }
  store.update();
  if (isLocal) await simulateHere(config.baseURL);
  await ready;
  await connect(store, session, { config, profiles, last: await storage?.last() });
}

/** Goes on with the server of the last visit; at first there is that of the page. */
async function connect({ state, update }, session, { config, profiles, last }) {
  const profile = profiles.find(({ baseURL }) => baseURL === last);
  const isOwn = config.baseURL && (!profile || last === config.baseURL);
  if (isOwn) return session.connection.useServer({ models: [], ...config });
  if (profile) return session.connection.resume(profile);
  state.connection.isOpen = true;
  update();
}

/** On a host that is no server of this project, there is nothing to know. */
async function ask(path) {
  const response = await fetch(path).catch(() => null);
  return response?.ok ? response.json() : {};
}

/** Where the page is but files, a simulator inside of it answers for the API. */
async function simulateHere(baseURL) {
  const base = new URL(".", baseURL);
  const { createSimulator } = await import("/later/simulator.js");
  const { fetch } = createSimulator({ base: base.pathname });
  answerLocally([baseURL, new URL("_simulator/", base).href], fetch);
}

/** Without its module the page can do nothing; it says why. */
start().catch(({ message }) => {
  const problem = el("p", { className: "problem", role: "alert" }, message);
  document.querySelector(".thread").prepend(problem);
});

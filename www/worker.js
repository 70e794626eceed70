// The simulator in a Service Worker: a page on any host needs no server behind it.

import { createSimulator } from "../simulator/app.js";

const { pathname: base } = new URL(self.registration.scope);
const simulator = createSimulator({ base });

/** @param {string} address */
function isCall(address) {
  const { origin, pathname } = new URL(address);
  return origin === location.origin && /^(v1|_simulator)\//.test(pathname.slice(base.length));
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  if (isCall(event.request.url)) event.respondWith(simulator.fetch(event.request));
});

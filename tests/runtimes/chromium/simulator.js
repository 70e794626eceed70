// The simulator in a Service Worker.
import { createSimulator } from "../../../simulator/app.js";

const simulator = createSimulator({ pace: 0 });

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { pathname } = new URL(event.request.url);
  if (/^\/(v1|_simulator)\//.test(pathname)) event.respondWith(simulator.fetch(event.request));
});

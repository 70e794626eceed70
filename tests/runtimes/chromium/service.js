// A Service Worker that answers the page's request with what it asked for.
import { OpenAIClient } from "./node_modules/openai-wasm/index.js";
import { ask } from "./ask.js";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { pathname, searchParams } = new URL(event.request.url);
  if (pathname !== "/ask") return;
  const answers = ask(OpenAIClient, searchParams.get("api"));
  event.respondWith(answers.then((body) => Response.json(body)));
});

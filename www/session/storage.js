// What is kept between visits: chats and what belongs to each server. Keys are never kept.

import { openDB } from "idb";

const name = "openai-wasm";

/** The stores: the list of chats is read without what was said in them. */
const stores = { heads: "id", chats: "id", servers: "baseURL", page: "name" };

/** @param {(change: { store: string, key: string }) => void} onChange another tab has kept something */
export async function openStorage(onChange) {
  const db = await openDB(name, 1, {
    upgrade(fresh) {
      for (const [store, keyPath] of Object.entries(stores)) {
        fresh.createObjectStore(store, { keyPath });
      }
    },
    // A later version of the page, in another tab, must not wait for this one.
    blocking: (_, __, event) => /** @type {any} */ (event.target).close(),
  });
  const channel = new BroadcastChannel(name);
  channel.addEventListener("message", ({ data }) => onChange(data));
  const announce = (store, key) => channel.postMessage({ store, key });
  return { ...chatsIn(db, announce), ...serversIn(db, announce) };
}

function chatsIn(db, announce) {
  return {
    heads: async () => (await db.getAll("heads")).sort((one, other) => other.updated - one.updated),
    chat: (id) => db.get("chats", id),
    head: (id) => db.get("heads", id),
    /**
     * Keeps a chat; where another tab has gone on with it meanwhile, both are kept.
     * @param {{ id: string, title: string, revision: number }} head
     * @param {object} content
     * @returns {Promise<any>} the head as it is kept
     */
    async saveChat(head, content) {
      const tx = db.transaction(["heads", "chats"], "readwrite");
      const kept = await tx.objectStore("heads").get(head.id);
      const isForked = kept !== undefined && kept.revision !== head.revision;
      const id = isForked ? newChatId() : head.id;
      const title = isForked ? `${head.title} (from another tab)` : head.title;
      const next = { id, title, revision: head.revision + 1, updated: Date.now() };
      await tx.objectStore("heads").put(next);
      await tx.objectStore("chats").put({ id, ...content });
      await tx.done;
      announce("chats", id);
      return next;
    },
    async removeChat(id) {
      const tx = db.transaction(["heads", "chats"], "readwrite");
      await tx.objectStore("heads").delete(id);
      await tx.objectStore("chats").delete(id);
      await tx.done;
      announce("chats", id);
    },
  };
}

function serversIn(db, announce) {
  return {
    servers: () => db.getAll("servers"),
    server: (baseURL) => db.get("servers", baseURL),
    async saveServer(profile) {
      await db.put("servers", profile);
      await db.put("page", { name: "last", baseURL: profile.baseURL });
      announce("servers", profile.baseURL);
    },
    last: async () => (await db.get("page", "last"))?.baseURL ?? null,
  };
}

/** No two tabs make the same. */
export function newChatId() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

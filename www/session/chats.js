// Chats that are kept: saved as they grow, opened again, listed, exported and imported.

import { exported, imported, packTurns, titleOf, unpackTurns } from "../state/chat.js";
import { isRunning } from "../state/conversation.js";
import { mergeProfile, profileOf } from "../state/profile.js";
import { newChatId } from "./storage.js";

/** What is typed or streamed is kept so soon. */
const soon = 300;

/** In this tab, a reload goes on with the same chat. */
const tabKey = "chat";

export class Chats {
  /**
   * @param {ReturnType<typeof import("../state/store.js").createStore>} store
   * @param {any} current
   * @param {() => void} stop what is being written
   */
  constructor({ state, update, onUpdate }, current, stop) {
    const saving = new Saving(state, current, update);
    Object.assign(this, { state, update, storage: current.storage, saving, stop });
    if (!current.storage) return;
    onUpdate(() => saving.later());
    addEventListener("pagehide", () => saving.now());
    document.addEventListener("visibilitychange", () => document.hidden && saving.now());
  }

  async begin() {
    this.stop();
    await this.saving.now();
    this.put({ id: newChatId(), title: "", revision: 0 }, {});
  }

  /** @param {string} id */
  async open(id) {
    if (id === this.state.chat.id) return;
    this.stop();
    await this.saving.now();
    await this.load(id);
  }

  async load(id) {
    const [head, content] = await Promise.all([this.storage?.head(id), this.storage?.chat(id)]);
    if (head && content) this.put(head, content);
    return head !== undefined;
  }

  put(head, { turns, draft = "" }) {
    this.state.turns = unpackTurns(turns);
    this.state.chat = { ...head, draft };
    this.state.edited = null;
    sessionStorage.setItem(tabKey, head.id);
    this.saving.rest();
    this.update();
  }

  /** Goes on where this tab was, or begins. */
  async resume() {
    const id = sessionStorage.getItem(tabKey);
    if (!(id && this.storage && (await this.load(id)))) {
      this.put({ id: newChatId(), title: "", revision: 0 }, {});
    }
    await this.list();
  }

  async list() {
    this.state.chats = (await this.storage?.heads()) ?? [];
    this.update();
  }

  async remove(id) {
    await this.storage.removeChat(id);
    if (id === this.state.chat.id) this.put({ id: newChatId(), title: "", revision: 0 }, {});
    await this.list();
  }

  /** @returns {Promise<string>} all chats, for a file */
  async exportAll() {
    await this.saving.now();
    const heads = await this.storage.heads();
    const contents = await Promise.all(heads.map(({ id }) => this.storage.chat(id)));
    return exported(heads.map(({ title }, at) => ({ title, turns: contents[at]?.turns ?? [] })));
  }

  /** @param {string} text of a file */
  async importAll(text) {
    const chats = imported(text);
    for (const { title, turns } of chats.reverse()) {
      await this.storage.saveChat({ id: newChatId(), title, revision: 0 }, { turns, draft: "" });
    }
    await this.list();
    return chats.length;
  }

  /** Another tab has kept something. */
  async follow({ store, key }) {
    if (store === "servers") return this.followServer(key);
    await this.list();
    const head = await this.storage.head(key);
    const isBehind =
      key === this.state.chat.id && head && head.revision !== this.state.chat.revision;
    const isAtRest = !this.state.turns.some(({ answers }) => answers.some(isRunning));
    if (isBehind && isAtRest && !this.saving.isDue()) await this.load(key);
  }

  async followServer(baseURL) {
    if (baseURL !== this.state.connection.baseURL) return;
    mergeProfile(this.state, (await this.storage.server(baseURL)) ?? {});
    this.saving.restServer();
    this.update();
  }
}

/** Keeps what has changed, soon after it has. */
class Saving {
  marks = { chat: "", server: "" };
  timer = 0;
  busy = Promise.resolve();

  constructor(state, { storage, profiles }, update) {
    Object.assign(this, { state, storage, profiles, update });
  }

  later() {
    if (this.timer || !this.isDue()) return;
    this.timer = window.setTimeout(() => this.now(), soon);
  }

  isDue() {
    const { chat, server } = marksOf(this.state);
    return chat !== this.marks.chat || server !== this.marks.server;
  }

  /** What is there now is as it is kept. */
  rest() {
    this.marks = marksOf(this.state);
  }

  restServer() {
    this.marks.server = marksOf(this.state).server;
  }

  now() {
    clearTimeout(this.timer);
    this.timer = 0;
    if (!this.storage) return this.busy;
    // One after the other: each has to know the revision that the one before made.
    this.busy = this.busy
      .then(() => this.save())
      .catch(({ message }) => {
        this.state.notice = `This chat could not be kept: ${message}`;
        this.update();
      });
    return this.busy;
  }

  async save() {
    const before = this.marks;
    this.rest();
    const { turns, chat } = this.state;
    if (this.marks.server !== before.server) await this.saveServer();
    if (this.marks.chat !== before.chat && (turns.length > 0 || chat.draft || chat.revision > 0)) {
      await this.saveChat();
    }
  }

  async saveServer() {
    const profile = profileOf(this.state);
    this.profiles.set(profile.baseURL, profile);
    await this.storage.saveServer(profile);
  }

  async saveChat() {
    const { id, revision, draft } = this.state.chat;
    const title = titleOf(this.state.turns, draft);
    const turns = packTurns(this.state.turns);
    const head = await this.storage.saveChat({ id, title, revision }, { turns, draft });
    if (this.state.chat.id !== id) return;
    Object.assign(this.state.chat, head);
    sessionStorage.setItem(tabKey, head.id);
    this.state.chats = await this.storage.heads();
    this.update();
  }
}

/** What tells cheaply whether there is something new to keep. */
function marksOf(state) {
  const answers = (turn) =>
    turn.answers.map(({ id, status, reply }) => [
      id,
      status,
      reply.text.length,
      reply.reasoning.length,
    ]);
  const turns = state.turns.map((turn) => [turn.id, turn.prompt.length, answers(turn)]);
  return {
    chat: JSON.stringify([state.chat.draft, turns]),
    server: JSON.stringify(profileOf(state)),
  };
}

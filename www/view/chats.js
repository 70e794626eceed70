// The chats of this browser: a new one, the list of all, export and import.

import { clockTime, day } from "../state/format.js";
import { el, keyed, setAttribute, setText } from "./element.js";

export function mountChats(root, store, session) {
  const dialog = document.querySelector("dialog.chats");
  const title = el("span", { className: "chat-title" });
  const open = el(
    "button",
    { type: "button", className: "quiet", onclick: show, "aria-haspopup": "dialog" },
    "Chats",
  );
  const begin = el("button", { type: "button", className: "quiet", onclick: startNew }, "New chat");
  root.append(open, title, begin);
  dialog.append(createList(dialog, store, session));

  function show() {
    dialog.showModal();
    void session.chats.list();
  }

  async function startNew() {
    await session.chats.begin();
    document.querySelector(".composer textarea").focus();
  }

  store.onUpdate(({ turns, chat }) => {
    setText(title, turns.length > 0 ? chat.title : "");
    begin.disabled = turns.length === 0;
  });
}

function createList(dialog, { state, onUpdate }, session) {
  const rows = el("ul", { className: "chat-list" });
  const search = el("input", {
    type: "search",
    "aria-label": "Search chats",
    placeholder: "Search",
  });
  const empty = el("p", { className: "hint" });
  const draw = keyed(rows, (head) => mountRow(head, dialog, state, session));
  search.addEventListener("input", () => update(state));
  const close = () => dialog.close();

  function update({ chats }) {
    const typed = search.value.trim().toLowerCase();
    const found = chats.filter(({ title }) => title.toLowerCase().includes(typed));
    draw(found);
    empty.hidden = found.length > 0;
    setText(
      empty,
      chats.length > 0 ? "No chat has that in its title." : "Nothing has been kept yet.",
    );
  }

  onUpdate(update);
  return el(
    "div",
    { className: "sheet" },
    el("h2", { id: "chats-title" }, "Chats"),
    el("p", { className: "hint" }, "They stay in this browser. Keys are not kept."),
    search,
    rows,
    empty,
    createActions(session, close),
  );
}

function mountRow({ id }, dialog, state, session) {
  const name = el("span", { className: "chat-name" });
  const time = el("span", { className: "hint" });
  const open = el("button", { type: "button", className: "chat-open", onclick: go }, name, time);
  const away = el("button", { type: "button", className: "quiet", onclick: remove }, "Delete");

  function go() {
    dialog.close();
    void session.chats.open(id);
  }

  /** Twice, so that it is meant. */
  function remove() {
    if (away.dataset.isAsked) return void session.chats.remove(id);
    away.dataset.isAsked = "yes";
    setText(away, "Really delete?");
    label();
  }

  /** Which chat a button is for, to whoever does not see it stand beside. */
  function label() {
    const action = away.textContent.replace("?", "");
    setAttribute(away, "aria-label", `${action} ${name.textContent}`);
  }

  return {
    node: el("li", {}, open, away),
    update({ title, updated }) {
      setText(name, title);
      setText(time, `${day(updated)}, ${clockTime(updated)}`);
      label();
      setAttribute(open, "aria-current", id === state.chat.id ? "true" : null);
    },
  };
}

function createActions({ chats }, close) {
  const problem = el("p", { className: "problem", role: "alert" });
  const input = el("input", {
    type: "file",
    accept: ".json",
    hidden: true,
    "aria-label": "Import",
  });
  const button = (label, onclick, className = "quiet") =>
    el("button", { type: "button", className, onclick }, label);

  input.addEventListener("change", async () => {
    const [file] = input.files;
    input.value = "";
    try {
      const count = await chats.importAll(await file.text());
      setText(problem, count === 0 ? "There are no chats in the file." : "");
    } catch ({ message }) {
      setText(problem, message);
    }
  });

  const offer = async () => save("openai-wasm-chats.json", await chats.exportAll());
  return el(
    "div",
    { className: "actions" },
    problem,
    button("Export", () => void offer()),
    button("Import", () => input.click()),
    input,
    button("Close", close, "primary"),
  );
}

/** Hands a text to the browser as a file. */
function save(name, text) {
  const href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  el("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href));
}

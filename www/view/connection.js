// Which server the page talks to, and with which key; the key is handed on and forgotten here.

import { presetsFor } from "../state/servers.js";
import { copyButton } from "./copy.js";
import { el, setAttribute, setText } from "./element.js";

export function mountConnection(bar, { state, update, onUpdate }, session) {
  const button = bar.querySelector(".connection-button");
  const name = bar.querySelector(".connection-name");
  const dialog = document.querySelector("dialog.connection");
  const form = createForm(state, session);
  dialog.append(form.node);
  button.addEventListener("click", () => show(true));
  dialog.addEventListener("close", () => show(false));
  form.node.addEventListener("submit", (event) => {
    event.preventDefault();
    const { address, key, model } = form;
    const wish = { address: address.value, apiKey: key.value, model: model.value.trim() };
    void session.connection.test(wish);
  });
  form.suggestion.addEventListener("click", () => {
    form.address.value = state.connection.report.suggestion;
    form.node.requestSubmit();
  });

  function show(isOpen) {
    if (!isOpen) session.connection.leave();
    if (state.connection.isOpen !== isOpen) state.connection.report = null;
    state.connection.isOpen = isOpen;
    form.key.value = "";
    update();
  }

  onUpdate(({ connection, models }) => {
    setText(name, nameOf(connection));
    setAttribute(button, "title", countOf(connection, models));
    form.update(connection);
    if (connection.isOpen === dialog.open) return;
    if (!connection.isOpen) return dialog.close();
    form.open(connection);
    dialog.showModal();
  });
}

/** What to call a server. */
function nameOf({ baseURL, isSimulated }) {
  if (isSimulated) return "Simulator";
  return URL.canParse(baseURL) ? new URL(baseURL).host : baseURL;
}

const countOf = ({ baseURL }, { length }) =>
  length > 0 ? `${baseURL}, ${length} ${length === 1 ? "model" : "models"}` : baseURL;

function createForm(state, session) {
  const address = el("input", {
    name: "address",
    required: true,
    autofocus: true,
    inputMode: "url",
  });
  const key = el("input", { name: "key", type: "password", autocomplete: "off" });
  const model = el("input", { name: "model", autocomplete: "off", placeholder: "from the list" });
  const preset = createPresets(state, session, { address, key });
  const report = createReport(session);
  const connect = el("button", { className: "primary" }, "Connect");
  const actions = el("div", { className: "actions" }, closeButton(), report.anyway, connect);
  const node = el(
    "form",
    { method: "dialog", className: "sheet", noValidate: true },
    el("h2", { id: "connection-title" }, "Connection"),
    ...preset.nodes,
    el("label", {}, "Base URL", address),
    el("label", {}, "API key", key),
    el("p", { className: "hint" }, keyHint),
    el("label", {}, "Model", model),
    report.node,
    actions,
  );
  return {
    ...{ node, address, key, model, suggestion: report.suggestion },
    open({ baseURL }) {
      address.value = baseURL;
      model.value = "";
      preset.show(baseURL);
    },
    update(connection) {
      key.placeholder = connection.key;
      connect.disabled = connection.isTesting;
      setText(connect, connection.isTesting ? "Testing…" : "Connect");
      report.update(connection);
    },
  };
}

const keyHint =
  "Stays in the memory of this page until you close it, and is never kept. A session token of a proxy or a broker goes here as well.";

/** The servers that people know, each with the line that lets this page in. */
function createPresets(state, session, { address, key }) {
  const presets = presetsFor(location.origin);
  const note = el("p", { className: "hint" });
  const command = el("code");
  const line = el(
    "div",
    { className: "command" },
    command,
    copyButton("Copy", () => command.textContent),
  );
  const buttons = presets.map(({ name, baseURL }) => button(name, () => fill(baseURL)));
  if (state.simulator)
    buttons.unshift(button("Simulator", () => session.connection.useSimulator()));

  function fill(baseURL) {
    address.value = baseURL;
    show(baseURL);
    (/YOUR/.test(baseURL) ? address : key).focus();
  }

  function show(baseURL) {
    const known = presets.find((one) => one.baseURL === baseURL);
    note.hidden = !known;
    line.hidden = !known?.command;
    setText(note, known ? `${known.name}: ${known.note}` : "");
    setText(command, known?.command ?? "");
  }

  return { nodes: [el("div", { className: "presets" }, ...buttons), note, line], show };
}

const button = (name, onclick) => el("button", { type: "button", onclick }, name);

/** What came of the test, and the ways on from there. */
function createReport(session) {
  const text = el("p", { className: "report", role: "alert" });
  const suggestion = el("button", { type: "button" }, "Use it");
  const anyway = button("Connect anyway", () => session.connection.useAnyway());
  return {
    node: el("div", { className: "test" }, text, suggestion),
    suggestion,
    anyway,
    update({ report }) {
      setText(text, report ? `${report.isFine ? "✓" : "✗"} ${report.text}` : "");
      suggestion.hidden = !report?.suggestion;
      anyway.hidden = !report?.baseURL;
    },
  };
}

function closeButton() {
  const onclick = ({ target }) => target.closest("dialog").close();
  return el("button", { type: "button", className: "quiet", onclick }, "Cancel");
}

// Which server the page talks to, and with which key; the key is handed on and forgotten here.

import { el, setText } from "./element.js";

const presets = [
  ["https://api.openai.com/v1", "OpenAI"],
  ["http://localhost:11434/v1", "Ollama"],
  ["http://localhost:1234/v1", "LM Studio"],
];

export function mountConnection(bar, { state, update, onUpdate }, session) {
  const button = bar.querySelector(".connection-button");
  const dialog = document.querySelector("dialog.connection");
  const form = createForm();
  dialog.append(form.node);
  button.addEventListener("click", () => show(true));
  dialog.addEventListener("close", () => show(false));
  form.node.addEventListener("submit", submit);

  function show(isOpen) {
    Object.assign(state.connection, { isOpen, problem: "" });
    update();
  }

  function submit(event) {
    event.preventDefault();
    const apiKey = form.key.value;
    form.key.value = "";
    const isOther = form.address.value !== state.connection.baseURL;
    // A key is meant for one server: another one must not get it unasked.
    const kept = apiKey || isOther ? apiKey : null;
    if (form.model.value) state.model = form.model.value;
    else if (isOther) Object.assign(state, { model: "", models: [] });
    session.connect({ baseURL: form.address.value.trim(), apiKey: kept });
  }

  onUpdate(({ connection, mode }) => {
    setText(bar.querySelector(".connection-name"), nameOf(connection.baseURL, mode));
    setText(form.problem, connection.problem);
    form.key.placeholder = connection.key;
    if (connection.isOpen === dialog.open) return;
    if (!connection.isOpen) return dialog.close();
    form.address.value = connection.baseURL;
    form.model.value = "";
    dialog.showModal();
  });
}

/** What to call a server: the page's own are known. */
function nameOf(baseURL, mode) {
  const { host, origin } = URL.canParse(baseURL) ? new URL(baseURL) : { host: baseURL, origin: "" };
  if (mode === "simulator" && origin === location.origin) return "Simulator";
  return host;
}

function createForm() {
  const address = el("input", { name: "address", type: "url", required: true, autofocus: true });
  const key = el("input", { name: "key", type: "password", autocomplete: "off" });
  const model = el("input", { name: "model", autocomplete: "off", placeholder: "from the list" });
  const problem = el("p", { className: "problem", role: "alert" });
  const fill = (url) => {
    address.value = url;
    key.focus();
  };
  const node = el(
    "form",
    { method: "dialog", className: "sheet" },
    el("h2", { id: "connection-title" }, "Connection"),
    el("div", { className: "presets" }, ...presets.map((preset) => presetButton(preset, fill))),
    el("label", {}, "Base URL", address),
    el("label", {}, "API key", key),
    el("p", { className: "hint" }, "Stays in the memory of this page until you close it."),
    el("label", {}, "Model", model),
    problem,
    el(
      "div",
      { className: "actions" },
      closeButton(),
      el("button", { className: "primary" }, "Connect"),
    ),
  );
  return { node, address, key, model, problem };
}

const presetButton = ([url, name], fill) =>
  el("button", { type: "button", onclick: () => fill(url) }, name);

function closeButton() {
  const onclick = ({ target }) => target.closest("dialog").close();
  return el("button", { type: "button", className: "quiet", onclick }, "Cancel");
}

// Where a message is written, and where it is decided which organization it goes to.

import { runningAnswers } from "../state/conversation.js";
import { hueOf, nameOf } from "../state/organizations.js";
import { mountAttachments } from "./attachments.js";
import { el, setAttribute, setOptions, setText } from "./element.js";
import { mountSwitcher } from "./switcher.js";

const apis = [
  ["chat", "Chat Completions"],
  ["responses", "Responses"],
];

export function mountComposer(root, store, session) {
  const { state, update, onUpdate } = store;
  const parts = createParts();
  const { prompt, stop, send, model, api, rival, system, editing, more } = parts;
  root.append(...layout(parts));
  mountSwitcher(root.querySelector(".switcher"), store, session);
  const files = mountAttachments(root, store);

  root.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  prompt.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      submit();
    }
    if (event.key === "Escape") leaveEditing();
  });
  prompt.addEventListener("input", update);
  stop.addEventListener("click", () => {
    session.stop();
    prompt.focus();
  });
  editing.querySelector("button").addEventListener("click", leaveEditing);
  change(model, (value) => ({ model: value }));
  change(api, (value) => ({ api: value }));
  change(system, (value) => ({ system: value }));
  change(rival, (value) => ({ rival: value === "" ? undefined : JSON.parse(value) }));

  function change(control, changes) {
    control.addEventListener("input", () => {
      Object.assign(state, changes(control.value));
      update();
    });
  }

  function submit() {
    const text = prompt.value.trim();
    if (!text || runningAnswers(state.turns).length > 0) return;
    prompt.value = "";
    session.send(text, files.take());
  }

  function leaveEditing() {
    if (state.edited === null) return;
    state.edited = null;
    prompt.value = "";
    files.put([]);
    update();
  }

  let edited = null;
  onUpdate(() => {
    const isRunning = runningAnswers(state.turns).length > 0;
    stop.hidden = !isRunning;
    send.hidden = isRunning;
    send.disabled = prompt.value.trim() === "";
    setOptions(model, modelsOf(state), state.model);
    setOptions(api, apis, state.api);
    setOptions(
      rival,
      rivalsOf(state),
      state.rival === undefined ? "" : JSON.stringify(state.rival),
    );
    setText(more, state.system ? "System prompt: set" : "System prompt");
    showRouting(root, state);
    if (edited !== state.edited) startEditing();
  });

  function startEditing() {
    edited = state.edited;
    editing.hidden = edited === null;
    const turn = state.turns.find(({ id }) => id === edited);
    if (!turn) return;
    prompt.value = turn.prompt;
    files.put(turn.files);
    update();
    prompt.focus();
  }
}

function modelsOf({ models, model }) {
  const known = models.includes(model) || !model ? models : [model, ...models];
  return known.length > 0 ? known.map((id) => [id, id]) : [["", "No models known"]];
}

function rivalsOf({ organizations, organization }) {
  const others = [null, ...organizations.map(({ id }) => id)].filter((id) => id !== organization);
  const options = others.map((id) => [JSON.stringify(id), nameOf(organizations, id)]);
  return [["", "Nobody"], ...options];
}

/** While routing chooses, the switch only says whose turn it would be. */
function showRouting(root, { routing, rival, organizations, organization }) {
  const isRouted = routing !== "off" && rival === undefined;
  setText(root.querySelector(".routed"), isRouted ? `Routing is on: ${routing}` : "");
  root.classList.toggle("is-routed", isRouted);
  setAttribute(root, "data-hue", isRouted ? "none" : hueOf(organizations, organization));
}

function createParts() {
  return {
    prompt: el("textarea", { rows: 2, name: "prompt", "aria-label": "Message" }),
    send: el("button", { className: "primary send" }, "Send"),
    stop: el("button", { type: "button", className: "primary stop", hidden: true }, "Stop"),
    model: el("select", { name: "model", "aria-label": "Model" }),
    api: el("select", { name: "api", "aria-label": "API" }),
    rival: el("select", { name: "rival" }),
    system: el("textarea", { rows: 2, name: "system", "aria-label": "System prompt" }),
    more: el("summary", {}, "System prompt"),
    editing: el(
      "p",
      { className: "editing", hidden: true },
      "Editing: what came after it goes away. ",
      el("button", { type: "button", className: "quiet" }, "Cancel editing"),
    ),
  };
}

function layout({ prompt, send, stop, model, api, rival, system, editing, more }) {
  prompt.placeholder = "Write a message";
  system.placeholder = "You are a helpful assistant.";
  const options = el("details", { className: "options" }, more, system);
  const compared = el("label", { className: "knob" }, "Compare with", rival);
  return [
    el("fieldset", { className: "switcher" }, el("legend", {}, "Send as")),
    el("p", { className: "routed", "aria-live": "polite" }),
    editing,
    el("div", { className: "entry" }, prompt, el("div", { className: "entry-side" }, send, stop)),
    el("div", { className: "knobs" }, model, api, compared, options),
  ];
}

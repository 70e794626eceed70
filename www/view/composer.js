// Where a message is written, and where it is decided which organization it goes to.

import { runningAnswers } from "../state/conversation.js";
import { hueOf } from "../state/organizations.js";
import { problemIn } from "../state/parameters.js";
import { mountAttachments } from "./attachments.js";
import { Draft } from "./draft.js";
import { el, setAttribute, setText } from "./element.js";
import { mountKnobs } from "./knobs.js";
import { mountSwitcher } from "./switcher.js";

export function mountComposer(root, store, session) {
  const { state, onUpdate } = store;
  const parts = createParts();
  const { prompt, stop, send, editing, problem } = parts;
  root.append(...layout(parts));
  mountSwitcher(root.querySelector(".switcher"), store, session);
  mountKnobs(root.querySelector(".knobs"), store);
  const files = mountAttachments(root, store);
  const draft = new Draft(store, prompt, files);
  const submit = () => submitTo(session.questions, { state, prompt, problem, files, draft });
  root.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  prompt.addEventListener("keydown", (event) => press(event, { store, draft, submit }));
  prompt.addEventListener("input", () => draft.keep());
  stop.addEventListener("click", () => {
    session.questions.stop();
    prompt.focus();
  });
  editing.querySelector("button").addEventListener("click", () => draft.leave());

  onUpdate(() => {
    const isRunning = runningAnswers(state.turns).length > 0;
    stop.hidden = !isRunning;
    send.hidden = isRunning;
    send.disabled = prompt.value.trim() === "";
    editing.hidden = state.edited === null;
    if (problem.textContent && !problemIn(state.parameters)) setText(problem, "");
    showRouting(root, state);
    draft.update();
  });
}

function press(event, { store: { state, update }, draft, submit }) {
  const { key, shiftKey, target } = event;
  // Some browsers end a composition before they report its Enter, whose code is then 229.
  const isComposing = event.isComposing || event.keyCode === 229;
  const isEmpty = target.value === "";
  if (key === "Enter" && !shiftKey && !isComposing) submit();
  else if (key === "Escape" && state.edited !== null) draft.leave();
  else if (key === "ArrowUp" && isEmpty && state.turns.length > 0) {
    state.edited = state.turns.at(-1).id;
    update();
  } else return;
  event.preventDefault();
}

function submitTo(questions, { state, prompt, problem, files, draft }) {
  const text = prompt.value.trim();
  const wrong = problemIn(state.parameters);
  setText(problem, wrong);
  if (!text || wrong || runningAnswers(state.turns).length > 0) return;
  if (state.edited === null) questions.send(text, files.take());
  else questions.sendEdited(text, files.take());
  draft.take();
}

/** While routing chooses, no organization colours the field. */
function showRouting(root, { routing, rival, organizations, organization, isPinned }) {
  const isRouted = routing !== "off" && rival === null && !isPinned;
  setAttribute(root, "data-hue", isRouted ? "none" : hueOf(organizations, organization));
}

function createParts() {
  return {
    prompt: el("textarea", {
      rows: 1,
      name: "prompt",
      dir: "auto",
      "aria-label": "Message",
      placeholder: "Write a message",
    }),
    send: el("button", { className: "primary send" }, "Send"),
    stop: el("button", { type: "button", className: "primary stop", hidden: true }, "Stop"),
    problem: el("p", { className: "problem", role: "alert" }),
    editing: el(
      "p",
      { className: "editing", hidden: true },
      "Editing: what came after it goes away. ",
      el("button", { type: "button", className: "quiet" }, "Cancel editing"),
    ),
  };
}

function layout({ prompt, send, stop, editing, problem }) {
  return [
    el("fieldset", { className: "switcher" }, el("legend", {}, "Send as")),
    editing,
    el("div", { className: "entry" }, prompt, el("div", { className: "entry-side" }, send, stop)),
    problem,
    el("div", { className: "knobs" }),
  ];
}

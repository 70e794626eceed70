// The conversation: prompts with one answer each, or two side by side.

import { mountAnswer } from "./answer.js";
import { el, keyed, setText } from "./element.js";
import { createFile } from "./file.js";

/** The story of the README, told in two messages; the rest shows what the page can do. */
const starters = [
  "Who won the world series in 2020?",
  "Show me some Markdown with code",
  "Write 400 tokens",
];

/** What to ask after a message. */
const followUps = { "Who won the world series in 2020?": "Where was it played?" };

export function mountThread(root, store, session) {
  const { state, onUpdate } = store;
  const empty = createEmpty(session);
  const turns = el("ol", { className: "turns" });
  const next = createFollowUp(session);
  root.append(empty, turns, next.node);
  const draw = keyed(turns, (turn) => mountTurn(turn, store, session));
  let isAtEnd = true;
  let length = 0;

  root.addEventListener("scroll", () => {
    isAtEnd = root.scrollHeight - root.scrollTop - root.clientHeight < 40;
  });

  onUpdate(() => {
    empty.hidden = state.turns.length > 0;
    if (state.turns.length > length) isAtEnd = true;
    length = state.turns.length;
    draw(state.turns);
    next.update(state.turns);
    if (isAtEnd) root.scrollTop = root.scrollHeight;
  });
}

function starter(prompt, session) {
  function ask({ target }) {
    // The button goes away, and the focus must not go with it.
    target.closest(".thread").focus({ preventScroll: true });
    session.send(prompt);
  }
  return el("button", { type: "button", onclick: ask }, prompt);
}

function createFollowUp(session) {
  const node = el("div", { className: "starters follow-up" });
  const draw = keyed(node, ({ id }) => ({ node: starter(id, session) }));
  return {
    node,
    update(turns) {
      const last = turns.at(-1);
      const isAnswered = last?.answers.some(({ status }) => status === "done");
      const prompt = isAnswered && followUps[last.prompt];
      draw(prompt ? [{ id: prompt }] : []);
    },
  };
}

function createEmpty(session) {
  const buttons = starters.map((prompt) => starter(prompt, session));
  return el(
    "div",
    { className: "empty" },
    el("h2", {}, "Ask something, and see who pays for it."),
    el(
      "p",
      {},
      "Choose an organization below and send a message. Every answer shows where it was sent; you can switch at any time, even while one is being written.",
    ),
    el("div", { className: "starters" }, ...buttons),
  );
}

function mountTurn(turn, store, session) {
  const { state, update } = store;
  const prompt = el("p", { className: "prompt-text" });
  const edit = el("button", { type: "button", className: "quiet", onclick: startEditing }, "Edit");
  const files = turn.files.map((file) => createFile(file));
  const answers = el("div", { className: "answers" });
  const node = el(
    "li",
    { className: "turn" },
    el("div", { className: "prompt" }, prompt, ...files, edit),
    answers,
  );
  const draw = keyed(answers, (answer) => mountAnswer(turn, answer, store, session));

  function startEditing() {
    state.edited = turn.id;
    update();
  }

  return {
    node,
    update() {
      setText(prompt, turn.prompt);
      node.classList.toggle("is-edited", state.edited === turn.id);
      draw(turn.answers);
    },
  };
}

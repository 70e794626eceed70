// The conversation: prompts with one answer each, or two side by side.

import { el, keyed } from "./element.js";
import { mountTurn } from "./turn.js";

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
  const end = createEnd(root);
  root.append(empty, turns, next.node, end.node);
  const draw = keyed(turns, (turn) => mountTurn(turn, store, session));
  let chat = state.chat.id;

  onUpdate(() => {
    empty.hidden = state.turns.length > 0;
    draw(state.turns);
    next.update(state.turns);
    end.follow(state.turns.length, chat !== state.chat.id);
    chat = state.chat.id;
  });
}

/** Stays at the end while the end is in sight, and offers a way back to it where it is not. */
function createEnd(root) {
  const onclick = () => {
    jump();
    root.focus({ preventScroll: true });
  };
  const node = el("button", { type: "button", className: "to-latest", onclick }, "Jump to latest");
  let isAtEnd = true;
  let length = 0;

  const jump = () => (root.scrollTop = root.scrollHeight);

  function look() {
    isAtEnd = root.scrollHeight - root.scrollTop - root.clientHeight < 40;
    node.hidden = isAtEnd;
  }

  root.addEventListener("scroll", look);
  return {
    node,
    follow(count, isOther) {
      if (count > length || isOther) isAtEnd = true;
      length = count;
      if (isAtEnd) jump();
      look();
    },
  };
}

function starter(prompt, session) {
  function ask({ target }) {
    // The button goes away, and the focus must not go with it.
    target.closest(".thread").focus({ preventScroll: true });
    session.questions.send(prompt);
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

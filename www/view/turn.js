// A message with its answers.

import { isLeftOut } from "../state/conversation.js";
import { mountAnswer } from "./answer.js";
import { el, keyed, setText } from "./element.js";
import { createFile } from "./file.js";
import { createVerdict } from "./verdict.js";

/** Longer prompts are folded. */
const longest = 1_200;

export function mountTurn(turn, store, session) {
  const { state, update } = store;
  const prompt = createPrompt(turn.prompt);
  const edit = el("button", { type: "button", className: "quiet", onclick: startEditing }, "Edit");
  const files = turn.files.map((file) => createFile(file));
  const note = el("span", { className: "hint" });
  const answers = el("div", { className: "answers" });
  const verdict = createVerdict(turn, state);
  const head = el(
    "div",
    { className: "prompt" },
    el("h2", { className: "visually-hidden" }, "You"),
    prompt,
    ...files,
    el("div", { className: "prompt-foot" }, note, edit),
  );
  const node = el("li", { className: "turn" }, head, answers, verdict.node);
  const draw = keyed(answers, (answer) => mountAnswer(turn, answer, store, session));

  function startEditing() {
    state.edited = turn.id;
    update();
  }

  return {
    node,
    update() {
      const isLast = state.turns.at(-1) === turn;
      node.classList.toggle("is-edited", state.edited === turn.id);
      setText(
        note,
        !isLast && isLeftOut(turn) ? "Left out of what follows: it has no answer." : "",
      );
      draw(turn.answers);
      verdict.update();
    },
  };
}

function createPrompt(text) {
  const node = el("div", { className: "prompt-text", dir: "auto" });
  if (text.length <= longest) {
    node.append(text);
    return node;
  }
  const shown = el("span", {}, `${text.slice(0, longest)}…`);
  const more = el(
    "button",
    { type: "button", className: "quiet", "aria-expanded": "false" },
    "Show all",
  );
  more.addEventListener("click", () => {
    const isAll = more.getAttribute("aria-expanded") === "true";
    setText(shown, isAll ? `${text.slice(0, longest)}…` : text);
    setText(more, isAll ? "Show all" : "Show less");
    more.setAttribute("aria-expanded", `${!isAll}`);
  });
  node.append(shown, more);
  return node;
}

// Under two answers side by side: which was faster, and where they differ.

import { nameOf } from "../state/organizations.js";
import { verdictOf } from "../state/verdict.js";
import { el, setText } from "./element.js";

/**
 * @param {any} turn
 * @param {any} state
 */
export function createVerdict(turn, state) {
  const text = el("span");
  const button = el(
    "button",
    { type: "button", className: "quiet", onclick: toggle, "aria-expanded": "false" },
    "Show differences",
  );
  const shown = el("div", { className: "difference", hidden: true, dir: "auto" });
  const node = el("div", { className: "verdict", hidden: true }, text, button, shown);

  async function toggle() {
    const isOpen = shown.hidden;
    if (isOpen) shown.replaceChildren(...(await differing(turn.answers)));
    shown.hidden = !isOpen;
    button.setAttribute("aria-expanded", `${isOpen}`);
    setText(button, isOpen ? "Hide differences" : "Show differences");
  }

  return {
    node,
    update() {
      if (turn.answers.length < 2 && node.hidden) return;
      const isSame = turn.answers[0]?.model === turn.answers[1]?.model;
      const named = ({ organization, model }) =>
        isSame ? nameOf(state.organizations, organization) : model;
      const verdict = verdictOf(turn.answers, named);
      node.hidden = !verdict;
      setText(text, verdict);
      button.hidden = turn.answers[0]?.text === turn.answers[1]?.text;
      if (!verdict) shown.hidden = true;
    },
  };
}

async function differing([left, right]) {
  const { differenceOf } = await import("/later/difference.js");
  return differenceOf(left.text, right.text).map(({ text, kind }) => {
    if (kind === "same") return text;
    return el(kind === "left" ? "del" : "ins", {}, text);
  });
}

// Keys for the whole page, and files that are dropped anywhere on it.

import { runningAnswers } from "../state/conversation.js";

export function mountKeys(root, { state }, session) {
  const prompt = root.querySelector(".composer textarea");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    if (document.querySelector("dialog[open]")) return;
    if (runningAnswers(state.turns).length === 0) return;
    event.preventDefault();
    session.questions.stop();
  });
  // A phone would show its keyboard over half of the page.
  const hasKeyboard = !matchMedia("(pointer: coarse)").matches;
  if (hasKeyboard && !document.querySelector("dialog[open]")) prompt.focus({ preventScroll: true });
}

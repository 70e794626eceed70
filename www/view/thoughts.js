// What a model thought before it answered, folded away.

import { isRunning } from "../state/conversation.js";
import { duration } from "../state/format.js";
import { el, setText } from "./element.js";
import { mountMarkdown } from "./markdown.js";

export function createThoughts() {
  const title = el("summary", {}, "Thoughts");
  const text = el("div", { className: "markdown", dir: "auto" });
  const node = el("details", { className: "thoughts", hidden: true }, title, text);
  const draw = mountMarkdown(text);
  let shown = "";
  node.addEventListener("toggle", () => node.open && draw(shown, true));
  return {
    node,
    update(answer) {
      const { reasoning, thinking } = answer;
      node.hidden = !reasoning;
      if (!reasoning) return;
      shown = reasoning;
      setText(title, titleOf(answer, thinking));
      if (node.open) draw(reasoning, !isRunning(answer));
    },
  };
}

function titleOf(answer, { begun, ended }) {
  if (isRunning(answer) && ended === null) return "Thinking…";
  if (begun === null || ended === null) return "Thoughts";
  return `Thought for ${duration(Math.max(0, ended - begun))}`;
}

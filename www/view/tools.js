// The tools that a model wants to be run, each with what it is to be given.

import { paint } from "./code.js";
import { el, keyed, setText } from "./element.js";

export function createTools() {
  const node = el("ul", { className: "tools", hidden: true, "aria-label": "Tool calls" });
  const draw = keyed(node, () => mountTool());
  return {
    node,
    /** @param {import("../state/reply.js").Tool[]} tools */
    update(tools) {
      node.hidden = tools.length === 0;
      draw(tools.map((tool) => ({ ...tool, id: tool.key })));
    },
  };
}

function mountTool() {
  const name = el("code");
  const input = el("code", { className: "language-js" });
  const node = el("li", {}, el("p", {}, "Wants to run ", name), el("pre", { tabIndex: 0 }, input));
  let drawn = "";
  return {
    node,
    update(tool) {
      setText(name, tool.name || "a tool without a name");
      if (drawn === tool.input) return;
      drawn = tool.input;
      setText(input, indented(tool.input));
      paint(input);
    },
  };
}

/** JSON as people read it; what is no JSON yet as it is. */
function indented(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

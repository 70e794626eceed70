// Chooses what stands beside the chat, or in its place on a small screen.

import { el, setAttribute } from "./element.js";

const views = [
  { id: "chat", name: "Chat" },
  { id: "organizations", name: "Organizations" },
  { id: "calls", name: "Calls" },
  { id: "faults", name: "Faults" },
];

export function mountViews(root, { state, update, onUpdate }) {
  const shown = views.filter(({ id }) => id !== "faults" || state.mode === "simulator");
  const buttons = shown.map(({ id, name }) =>
    el("button", { type: "button", onclick: () => show(id), "data-goes-to": id }, name),
  );
  root.append(...buttons);

  function show(view) {
    state.view = view;
    update();
  }

  onUpdate(({ view }) => {
    setAttribute(document.body, "data-view", view);
    for (const button of buttons) {
      setAttribute(button, "aria-current", button.dataset.goesTo === view ? "true" : null);
    }
  });
}

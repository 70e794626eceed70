// Chooses what stands beside the chat, or in its place on a small screen.

import { el, setAttribute } from "./element.js";

const views = [
  { id: "chat", name: "Chat" },
  { id: "organizations", name: "Organizations" },
  { id: "calls", name: "Calls" },
  { id: "faults", name: "Faults" },
];

export function mountViews(root, { state, update, onUpdate }) {
  const buttons = views.map(({ id, name }) =>
    el("button", { type: "button", onclick: () => show(id), "data-goes-to": id }, name),
  );
  root.append(...buttons);

  function show(view) {
    state.view = view;
    update();
  }

  onUpdate(() => {
    const hasFaults = state.connection.isSimulated;
    if (state.view === "faults" && !hasFaults) state.view = "organizations";
    const { view } = state;
    setAttribute(document.body, "data-view", view);
    for (const button of buttons) {
      button.hidden = button.dataset.goesTo === "faults" && !hasFaults;
      setAttribute(button, "aria-current", button.dataset.goesTo === view ? "true" : null);
    }
  });
}

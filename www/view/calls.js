// The inspector: every call with what was sent, what came of it, and the code that does the same.

import { mountCall } from "./call.js";
import { el, keyed, setText } from "./element.js";

export function mountCalls(root, store) {
  const { state, onUpdate } = store;
  const rows = el("ul", { className: "cards" });
  const empty = el(
    "p",
    { className: "hint" },
    "Send a message: what the client sent, waited for and understood is listed here.",
  );
  const head = el("h2", {}, "Calls");
  root.append(el("header", { className: "panel-head" }, head), empty, rows);
  const draw = keyed(rows, (call) => mountCall(call, store));

  onUpdate(({ calls, inspected }) => {
    empty.hidden = calls.length > 0;
    setText(head, calls.length > 0 ? `Calls (${calls.length})` : "Calls");
    draw(calls);
    if (inspected === undefined) return;
    state.inspected = undefined;
    open(inspected);
  });

  /** Opens the call that somebody asked for, and goes there. */
  function open(id) {
    const index = state.calls.findIndex((call) => call.id === id);
    const details = rows.children[index]?.firstElementChild;
    if (!details) return;
    details.open = true;
    details.firstElementChild.focus();
    details.scrollIntoView({ block: "nearest" });
  }
}

// Whether the client chooses among the organizations, and how.

import { el, setText } from "./element.js";

const strategies = [
  ["off", "Off", "Every message goes to the organization that you choose."],
  [
    "failover",
    "Failover",
    "The first of the list takes every message, the next one when it cannot.",
  ],
  ["headroom", "Headroom", "The one with the most room left takes the next message."],
];

export function createRouting({ state, onUpdate }, session) {
  const note = el("p", { className: "hint" });
  const choices = strategies.map(([value, name]) => {
    const input = el("input", { type: "radio", name: "routing", value, onchange: choose });
    return el("label", { className: "segment" }, input, el("span", {}, name));
  });

  function choose({ target }) {
    state.routing = target.value;
    session.connection.route();
  }

  onUpdate(({ routing }) => {
    for (const choice of choices) choice.firstChild.checked = choice.firstChild.value === routing;
    setText(note, strategies.find(([value]) => value === routing)?.[2] ?? "");
  });
  return el(
    "fieldset",
    { className: "routing" },
    el("legend", {}, "Routing"),
    el("div", { className: "segments" }, ...choices),
    note,
  );
}

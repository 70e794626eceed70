// Things that go wrong, on request: each shows what the client does about it.

import { el, setText } from "./element.js";

const prompt = "What happens when something goes wrong?";

/** Each with the header by which the simulator is asked for it, so that no other tab meets it. */
const faults = [
  [
    "Rate limit",
    "rate_limit_exceeded; retry-after-ms=1500; ms=1500",
    "The client waits as long as the server asks for, then tries again; with routing it asks another organization at once.",
  ],
  [
    "Quota used up",
    "insufficient_quota",
    "Retrying never helps, so the client does not. With routing, another organization takes the call.",
  ],
  [
    "Wrong organization",
    "invalid_organization",
    "The error says which organization was sent, where it came from, and what helps.",
  ],
  ["Server error", "server_error", "The client tries again after half a second."],
  ["Slow start", "slow_start; ms=3000", "The first word takes three seconds; you can stop it."],
  ["Cut stream", "cut; after=12", "What came is kept, and the answer is marked as incomplete."],
  [
    "Error inside a stream",
    "error_event; after=12",
    "An error that comes after a good start is an error too.",
  ],
  ["No answer", "reset", "The connection breaks; the client tries again."],
  [
    "Not the API",
    "html",
    "A proxy answers with a page: the client says so once it has tried again.",
  ],
].map(([name, header, effect]) => ({ name, header, effect }));

export function mountFaults(root, { state, update, onUpdate }, session) {
  const armed = el("p", { className: "hint", "aria-live": "polite" });
  const rows = faults.map((fault) => createRow(fault, { provoke, arm }));
  const clear = el("button", { type: "button", onclick: () => arm([]) }, "Clear all");
  const about = "Let something go wrong with a message, and see what the client does.";
  root.append(
    el("header", { className: "panel-head" }, el("h2", {}, "Faults"), clear),
    el("p", { className: "hint" }, about),
    armed,
    el("ul", { className: "cards" }, ...rows),
  );

  function arm(list) {
    state.armed = list;
    update();
  }

  function provoke({ header }) {
    session.questions.provoke(prompt, header);
    if (state.view === "faults" && matchMedia("(max-width: 68rem)").matches) state.view = "chat";
    update();
  }

  onUpdate(() => {
    root.classList.toggle("is-away", !state.connection.isSimulated);
    const names = state.armed.map(({ name }) => name.toLowerCase());
    clear.disabled = names.length === 0;
    setText(armed, names.length > 0 ? `The next message meets: ${names.join(", ")}.` : "");
  });
}

function createRow(fault, { provoke, arm }) {
  const { name, effect } = fault;
  const button = (label, onclick, className = "") =>
    el("button", { type: "button", className, onclick }, label);
  const actions = el(
    "div",
    { className: "actions" },
    button("Try now", () => provoke(fault)),
    button("With my next message", () => arm([fault]), "quiet"),
  );
  return el(
    "li",
    { className: "card" },
    el("h3", {}, name),
    el("p", { className: "hint" }, effect),
    actions,
  );
}

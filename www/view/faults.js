// Things that go wrong, on request: each shows what the client does about it.

import * as controls from "../controls.js";
import { isSimulated } from "../state/simulated.js";
import { el, setText } from "./element.js";

const prompt = "What happens when something goes wrong?";

const faults = [
  [
    "Rate limit",
    { fault: "rate_limit_exceeded", "retry-after-ms": 1_500, ms: 1_500 },
    "The client waits as long as it is told, then asks again; with routing it asks another organization at once.",
  ],
  [
    "Quota used up",
    { fault: "insufficient_quota" },
    "Retrying never helps, so the client does not. With routing, another organization takes the call.",
  ],
  [
    "Wrong organization",
    { fault: "invalid_organization" },
    "The error says which organization was sent, where it came from, and what helps.",
  ],
  ["Server error", { fault: "server_error" }, "The client tries again after half a second."],
  [
    "Slow start",
    { fault: "slow_start", ms: 3_000 },
    "The first word takes three seconds; you can stop it.",
  ],
  [
    "Cut stream",
    { fault: "cut", after: 12 },
    "What came is kept, and the answer is marked as incomplete.",
  ],
  [
    "Error inside a stream",
    { fault: "error_event", after: 12 },
    "An error that comes after a good start is an error too.",
  ],
  ["No answer", { fault: "reset" }, "The connection breaks; the client tries again."],
  [
    "Not the API",
    { fault: "html" },
    "A proxy answers with a page: the client says so once it has tried again.",
  ],
].map(([name, fault, effect]) => ({ name, fault, effect }));

export function mountFaults(root, { state, update, onUpdate }, session) {
  const armed = el("p", { className: "hint", "aria-live": "polite" });
  const rows = faults.map((one) => createRow(one));
  root.append(
    el("header", { className: "panel-head" }, el("h2", {}, "Faults"), createReset()),
    el(
      "p",
      { className: "hint" },
      "Let something go wrong with a message, and see what the client does.",
    ),
    armed,
    el("ul", { className: "cards" }, ...rows),
  );

  function createRow({ name, fault, effect }) {
    const now = el("button", { type: "button", onclick: () => void provoke(fault) }, "Try now");
    const next = el(
      "button",
      { type: "button", className: "quiet", onclick: () => void wait(fault) },
      "With my next message",
    );
    const actions = el("div", { className: "actions" }, now, next);
    return el(
      "li",
      { className: "card" },
      el("h3", {}, name),
      el("p", { className: "hint" }, effect),
      actions,
    );
  }

  function createReset() {
    const onclick = async () => {
      await controls.disarm();
      await refresh();
    };
    return el("button", { type: "button", onclick }, "Clear all");
  }

  async function wait(fault) {
    await controls.arm(fault);
    await refresh();
  }

  async function provoke(fault) {
    await controls.arm(fault);
    session.send(prompt);
    if (state.view === "faults" && matchMedia("(max-width: 68rem)").matches) state.view = "chat";
    update();
  }

  async function refresh() {
    state.armed = await controls.armed();
    update();
  }

  let calls = state.calls.length;
  onUpdate(() => {
    root.classList.toggle("is-away", !isSimulated(state));
    if (calls !== state.calls.length && state.armed.length > 0) state.armed = [];
    calls = state.calls.length;
    const names = state.armed.map(({ fault }) => fault.replaceAll("_", " "));
    setText(armed, names.length > 0 ? `The next message meets: ${names.join(", ")}.` : "");
  });
}

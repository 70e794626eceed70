// A call that waits for a limit: how long yet, and who could be asked at once.

import { countdown } from "../state/format.js";
import { nameOf } from "../state/organizations.js";
import { askableBeside } from "../state/ways.js";
import { el, keyed, setText } from "./element.js";

/**
 * @param {any} store
 * @param {(wish: { organization: string | null }) => void} retry
 */
export function createWaiting({ state }, retry) {
  const text = el("span", { className: "countdown" });
  const ways = el("span", { className: "ways" });
  const node = el("p", { className: "waiting-room", hidden: true }, text, ways);
  const draw = keyed(ways, ({ id }) => {
    const onclick = () => retry({ organization: id });
    const name = nameOf(state.organizations, id);
    return { node: el("button", { type: "button", onclick }, `Ask ${name} now`) };
  });
  return {
    node,
    update(answer) {
      const wait = waitOf(answer);
      node.hidden = wait === null;
      if (wait === null) return draw([]);
      setText(text, `${reasonOf(answer)} trying again in ${countdown(wait)}`);
      draw(askableBeside(state, answer.organization).map((id) => ({ id })));
    },
  };
}

/** The milliseconds that a call still waits; `null` where it does not. */
function waitOf({ status, call }) {
  const step = call?.steps.at(-1);
  if (status !== "waiting" || step?.step !== "wait") return null;
  return step.at + step.wait - Date.now();
}

const reasonOf = ({ call }) => {
  const { kind, status } = call.attempts.at(-1) ?? {};
  if (/rate_limit|too_many/.test(kind ?? "")) return "No room at the moment:";
  return status ? `The server answered ${status}:` : "No answer came:";
};

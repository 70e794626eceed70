// Lets time pass on the page while something counts down or refills, and rests otherwise.

import { isRunning } from "../state/conversation.js";
import { blockedUntil } from "../state/organizations.js";

const second = 1_000;

export function mountClock(_, { state, update, onUpdate }, session) {
  let timer = 0;

  function tick() {
    timer = 0;
    if (!document.hidden) update();
  }

  onUpdate(() => {
    if (!timer && !document.hidden && isMoving(state, session))
      timer = window.setTimeout(tick, second);
  });
  document.addEventListener("visibilitychange", update);
}

function isMoving({ turns, organizations, calls }, session) {
  const now = Date.now();
  const last = turns.at(-1);
  if (last?.answers.some((answer) => isRunning(answer) && answer.call?.waits.length > 0))
    return true;
  // Nobody has been asked yet, so nothing is known that could refill.
  if (calls.length === 0 && !organizations.some(({ drained }) => drained)) return false;
  return organizations.some((known) => {
    const report = session.access.rateLimits(known.id);
    const ends = [
      report?.requests?.resetsAt,
      report?.tokens?.resetsAt,
      blockedUntil(known, report),
    ];
    return ends.some((end) => end > now - second);
  });
}

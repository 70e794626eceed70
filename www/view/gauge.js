// A limit as a gauge: what was left when the server last said so, and how it refills since.

import { clockTime, count, countdown, duration } from "../state/format.js";
import { el, setAttribute, setText } from "./element.js";

const sources = { header: "from the headers of an answer", message: "from the text of an error" };

/** @param {string} name */
export function createGauge(name) {
  const figure = el("span", { className: "gauge-figure" });
  const left = el("span", { className: "gauge-left" });
  const refilled = el("span", { className: "gauge-refilled" });
  const bar = el(
    "div",
    { className: "gauge-bar", role: "meter", "aria-label": `${name} left` },
    refilled,
    left,
  );
  const source = el("p", { className: "gauge-source" });
  const head = el("p", { className: "gauge-head" }, el("span", {}, name), figure);
  const node = el("div", { className: "gauge" }, head, bar, source);

  return {
    node,
    /**
     * @param {any} limit a figure of `client.rateLimits()`; nothing where none is known
     * @param {{ isAsked: boolean, isForeign: boolean, drained: any }} about the server
     */
    update(limit, about) {
      const now = Date.now();
      const shown = drainedOver(limit, about.drained, now);
      const share = partOf(shown?.remaining, shown?.limit);
      node.classList.toggle("is-unknown", share === null);
      setText(figure, share === null ? "unknown" : wordOf(shown));
      setText(source, share === null ? unknown(limit, about) : sourceOf(shown, now));
      left.style.setProperty("--share", `${share ?? 0}`);
      refilled.style.setProperty("--share", `${refilledOf(shown, share, now)}`);
      setAttribute(bar, "aria-valuenow", `${Math.round(100 * (share ?? 0))}`);
      setAttribute(bar, "aria-valuetext", figure.textContent);
      node.classList.toggle("is-low", share !== null && share <= 0.1);
    },
  };
}

const wordOf = ({ remaining, limit }) =>
  limit === null ? `${remaining} left` : `${count(remaining)} of ${count(limit)}`;

/** What was taken away on purpose counts from then on, until a server says something newer. */
function drainedOver(limit, drained, now) {
  if (!drained || drained.until <= now || limit?.observedAt > drained.at) return limit;
  const { at: observedAt, until: resetsAt } = drained;
  return { limit: limit?.limit ?? null, remaining: 0, observedAt, resetsAt, source: "simulator" };
}

function partOf(remaining, limit) {
  if (remaining === 0) return 0;
  return remaining == null || !limit ? null : remaining / limit;
}

/** Pages of another origin are not shown the headers that tell of limits. */
function unknown(limit, { isAsked, isForeign }) {
  if (limit?.limit) return `The limit is ${count(limit.limit)}; what is left is not known.`;
  if (isForeign) return "";
  return isAsked ? "The server did not say." : "Known after the first answer.";
}

function sourceOf({ source, observedAt, resetsAt }, now) {
  if (source === "simulator") return `Exhausted by you; room again in ${countdown(resetsAt - now)}`;
  const origin = `${clockTime(observedAt)}, ${sources[source] ?? source}`;
  if (resetsAt === null || resetsAt <= now) return origin;
  const wait = duration(resetsAt - now).replaceAll(" ", "\u00a0");
  return `${origin}; ${source === "message" ? "room again" : "full"} in ${wait}`;
}

/** Limits refill evenly; the server's word is drawn over this guess. */
function refilledOf(limit, share, now) {
  if (share === null || limit.resetsAt === null || limit.source !== "header") return share ?? 0;
  const whole = Math.max(1, limit.resetsAt - limit.observedAt);
  const passed = Math.min(1, Math.max(0, (now - limit.observedAt) / whole));
  return share + (1 - share) * passed;
}

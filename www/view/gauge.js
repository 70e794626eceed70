// A limit as a gauge: what was left when the server last told, and how it refills since.

import { clockTime, count, duration } from "../state/words.js";
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
     * @param {{ isAsked: boolean, isForeign: boolean }} about the server
     */
    update(limit, about) {
      const now = Date.now();
      const share = partOf(limit?.remaining, limit?.limit);
      node.classList.toggle("is-unknown", share === null);
      setText(
        figure,
        share === null ? "unknown" : `${count(limit.remaining)} of ${count(limit.limit)}`,
      );
      setText(source, share === null ? unknown(limit, about) : sourceOf(limit, now));
      left.style.setProperty("--share", `${share ?? 0}`);
      refilled.style.setProperty("--share", `${refilledOf(limit, share, now)}`);
      setAttribute(bar, "aria-valuenow", `${Math.round(100 * (share ?? 0))}`);
      setAttribute(bar, "aria-valuetext", figure.textContent);
      node.classList.toggle("is-low", share !== null && share <= 0.1);
    },
  };
}

const partOf = (remaining, limit) => (remaining == null || !limit ? null : remaining / limit);

/** Pages of another origin are not shown the headers that tell of limits. */
function unknown(limit, { isAsked, isForeign }) {
  if (limit?.limit) return `The limit is ${count(limit.limit)}; what is left is not told.`;
  if (!isAsked) return "The first answer tells, if its server lets pages see.";
  if (!isForeign) return "The server told nothing.";
  return "The server hides it from pages (CORS); the text of a rate limit would tell.";
}

function sourceOf({ source, observedAt, resetsAt }, now) {
  const told = `${clockTime(observedAt)}, ${sources[source] ?? source}`;
  if (resetsAt === null || resetsAt <= now) return told;
  const wait = duration(resetsAt - now).replaceAll(" ", "\u00a0");
  return `${told}; ${source === "message" ? "room again" : "full"} in ${wait}`;
}

/** Limits refill evenly; the server's word is drawn over this guess. */
function refilledOf(limit, share, now) {
  if (share === null || limit.resetsAt === null || limit.source !== "header") return share ?? 0;
  const whole = Math.max(1, limit.resetsAt - limit.observedAt);
  const passed = Math.min(1, Math.max(0, (now - limit.observedAt) / whole));
  return share + (1 - share) * passed;
}

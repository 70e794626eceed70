// One answer: whose it is, its text as it comes, what went wrong, and what it cost.

import { lastOrganization, speedOf } from "../state/calls.js";
import { isRunning } from "../state/conversation.js";
import { hueOf, nameOf } from "../state/organizations.js";
import * as words from "../state/words.js";
import { createChip } from "./chip.js";
import { copyButton } from "./copy.js";
import { el, setAttribute, setText } from "./element.js";
import { createFailure } from "./failure.js";
import { mountMarkdown } from "./markdown.js";

export function mountAnswer(turn, answer, store, session) {
  const { state, update } = store;
  const chip = createChip();
  const status = el("span", { className: "status" });
  const body = el("div", { className: "markdown" });
  const drawText = mountMarkdown(body);
  const failure = createFailure(store, (organization) => retry(organization));
  const figures = el("span", { className: "figures" });
  const again = el(
    "button",
    { type: "button", className: "quiet", onclick: () => retry() },
    "Retry",
  );
  const behind = el("button", { type: "button", className: "quiet", onclick: inspect }, "Inspect");
  const copy = copyButton("Copy", () => answer.text);
  const foot = el("footer", {}, copy, again, behind, figures);
  const node = el(
    "article",
    { className: "answer", "aria-label": "Answer" },
    el("header", {}, chip.node, status),
    body,
    failure.node,
    foot,
  );

  /** The answer goes away, and the focus must not go with it. */
  function retry(organization) {
    node.closest(".thread").focus({ preventScroll: true });
    session.retry(turn, answer, organization);
  }

  function inspect() {
    state.view = "calls";
    state.inspected = answer.call?.id;
    update();
  }

  return {
    node,
    update() {
      const organization = currentOrganization(answer);
      const isOver = !isRunning(answer);
      chip.update(state.organizations, organization);
      setAttribute(node, "data-hue", hueOf(state.organizations, organization));
      setAttribute(node, "data-status", answer.status);
      setAttribute(node, "aria-busy", `${!isOver}`);
      setText(status, statusOf(answer, state));
      if (drawText(answer.text, isOver)) update();
      failure.update(answer);
      again.disabled = behind.disabled = !isOver;
      copy.disabled = !answer.text;
      setText(figures, figuresOf(answer));
    },
  };
}

/** While a routed call is under way, it may be with another organization than it began with. */
function currentOrganization({ organization, isRouted, call }) {
  if (!isRouted) return organization;
  return lastOrganization(call ?? { attempts: [] }) ?? organization;
}

function statusOf({ status, call }, { organizations }) {
  const move = call?.moves.at(-1);
  const moved = move ? `moved here from ${nameOf(organizations, move.from)}` : "";
  if (status === "waiting" && call?.waits.length > 0) {
    return `waiting ${words.duration(call.waits.at(-1).wait)} to try again`;
  }
  return { waiting: "waiting…", streaming: "writing…", stopped: "stopped" }[status] ?? moved;
}

function figuresOf({ call, status }) {
  if (!call || status === "waiting" || status === "streaming") return "";
  const { untilFirst, total, perSecond } = speedOf(call);
  const parts = [];
  if (call.usage)
    parts.push(`${words.count(call.usage.input)} + ${words.count(call.usage.output)} tokens`);
  if (untilFirst !== null) parts.push(`first after ${words.duration(untilFirst)}`);
  if (perSecond !== null) parts.push(`${Math.round(perSecond)} tokens/s`);
  if (untilFirst === null && total !== null) parts.push(words.duration(total));
  // A figure stays on the line of its unit.
  return parts.map((part) => part.replaceAll(" ", "\u00a0")).join(" · ");
}

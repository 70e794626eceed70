// One answer: whose it is, its text as it comes, how it ended, and what it cost.

import { lastOrganization } from "../state/calls.js";
import { isRunning } from "../state/conversation.js";
import { endingOf } from "../state/ending.js";
import * as format from "../state/format.js";
import { hueOf, nameOf } from "../state/organizations.js";
import { createChip } from "./chip.js";
import { copyButton } from "./copy.js";
import { el, setAttribute, setText } from "./element.js";
import { createFailure } from "./failure.js";
import { mountMarkdown } from "./markdown.js";
import { createThoughts } from "./thoughts.js";
import { createTools } from "./tools.js";
import { createWaiting } from "./waiting.js";

export function mountAnswer(turn, answer, store, session) {
  const { state, update } = store;
  const parts = createParts(answer, store, { retry, goOn, inspect });
  const { node, speaker, chip, status, model, body, foot } = parts;

  /** The answer goes away, and the focus must not go with it. */
  function retry(wish) {
    node.closest(".thread").focus({ preventScroll: true });
    session.questions.retry(turn, answer, wish);
  }

  function goOn() {
    node.closest(".thread").focus({ preventScroll: true });
    session.questions.goOn(turn, answer);
  }

  function inspect() {
    Object.assign(state, { view: "calls", inspected: answer.call?.id });
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
      setText(speaker, speakerOf(answer, nameOf(state.organizations, organization)));
      setAttribute(node, "aria-label", speaker.textContent);
      setText(status, statusOf(answer, state));
      setText(model, answer.model);
      const isDrawn = body.update(answer, isOver);
      if (!isDrawn) update();
      setAttribute(node, "aria-busy", `${!isOver || !isDrawn}`);
      foot.update(answer, isOver);
    },
  };
}

const speakerOf = ({ model }, name) => `Answer of ${name}${model ? `, ${model}` : ""}`;

function createParts(answer, store, { retry, goOn, inspect }) {
  const chip = createChip();
  const status = el("span", { className: "status" });
  const model = el("span", { className: "answer-model" });
  const body = createBody(answer, store, { retry, goOn });
  const foot = createFoot(answer, { retry, inspect });
  const speaker = el("h3", { className: "visually-hidden" });
  const head = el("header", {}, chip.node, model, status);
  const node = el("article", { className: "answer" }, speaker, head, ...body.nodes, foot.node);
  return { node, speaker, chip, status, model, body, foot };
}

/** What was said: thoughts, text, a refusal, tools; or what went wrong. */
function createBody(answer, store, { retry, goOn }) {
  const text = el("div", { className: "markdown", dir: "auto" });
  const drawText = mountMarkdown(text);
  const thoughts = createThoughts();
  const refusal = el("div", { className: "refusal", hidden: true });
  const tools = createTools();
  const ending = createEnding(goOn);
  const waiting = createWaiting(store, retry);
  const failure = createFailure(store, retry);
  const nodes = [thoughts.node, text, refusal, tools.node, waiting.node, ending.node, failure.node];
  return {
    nodes,
    /** @returns {boolean} whether all that has come is drawn */
    update({ reply }, isOver) {
      const isDrawn = !drawText(answer.text, isOver);
      thoughts.update(answer);
      refusal.hidden = !reply.refusal;
      setText(refusal, reply.refusal ? `The model refuses: ${reply.refusal}` : "");
      tools.update(reply.tools);
      waiting.update(answer);
      ending.update(answer);
      failure.update(answer);
      return isDrawn;
    },
  };
}

function createEnding(goOn) {
  const text = el("span");
  const more = el("button", { type: "button", onclick: goOn }, "Continue");
  const node = el("p", { className: "ending", hidden: true }, text, more);
  return {
    node,
    update(answer) {
      const ending = endingOf(answer);
      node.hidden = ending === null;
      setText(text, ending?.text ?? "");
      more.hidden = !ending?.canContinue;
    },
  };
}

function createFoot(answer, { retry, inspect }) {
  const figures = el("span", { className: "figures" });
  const quiet = (label, onclick) =>
    el("button", { type: "button", className: "quiet", onclick }, label);
  const again = quiet("Retry", () => retry());
  const behind = quiet("Inspect", inspect);
  const copy = copyButton("Copy", () => answer.text || answer.reply.refusal);
  return {
    node: el("footer", {}, copy, again, behind, figures),
    update({ text, reply, call }, isOver) {
      again.disabled = !isOver;
      behind.disabled = !isOver || !call;
      copy.disabled = !text && !reply.refusal;
      setText(figures, isOver ? figuresOf(answer) : "");
    },
  };
}

/** While a routed call is under way, it may be with another organization than it began with. */
function currentOrganization({ organization, isRouted, call }) {
  if (!isRouted) return organization;
  return lastOrganization(call ?? { attempts: [] }) ?? organization;
}

function statusOf({ status, call, reply, text }, { organizations }) {
  const move = call?.moves.at(-1);
  const moved = move ? `moved here from ${nameOf(organizations, move.from)}` : "";
  const writing = text || reply.refusal ? "writing…" : "thinking…";
  return { waiting: "waiting…", streaming: writing, stopped: "stopped" }[status] ?? moved;
}

function figuresOf({ usage, speed }) {
  const { untilFirst = null, total = null, perSecond = null } = speed ?? {};
  const parts = [];
  if (usage) parts.push(`${format.count(usage.input)} + ${format.count(usage.output)} tokens`);
  if (untilFirst !== null) parts.push(`first after ${format.duration(untilFirst)}`);
  if (perSecond !== null) parts.push(`${Math.round(perSecond)} tokens/s`);
  if (untilFirst === null && total !== null) parts.push(format.duration(total));
  // A figure stays on the line of its unit.
  return parts.map((part) => part.replaceAll(" ", "\u00a0")).join(" · ");
}

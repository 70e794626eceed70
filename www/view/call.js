// One call in the inspector: a row, and behind it all that is known of the call.

import { lastOrganization } from "../state/calls.js";
import { clockTime, count, duration } from "../state/format.js";
import { createChip } from "./chip.js";
import { el, setAttribute, setText } from "./element.js";

/** What is behind a row is loaded when the first one is opened. */
let inspector = null;

export function mountCall(call, store) {
  const { state, update } = store;
  const row = createRow(call);
  const body = el("div", { className: "call-body" });
  const details = el("details", { ontoggle: open }, row.node, body);
  let drawBody = null;

  async function open() {
    inspector ??= await import("/later/inspector.js");
    drawBody ??= createBody(body, call, { store, inspector });
    update();
  }

  return {
    node: el("li", { className: "call" }, details),
    update() {
      row.update(state.organizations);
      if (details.open) drawBody?.();
    },
  };
}

function createBody(body, call, { store, inspector: { mountProgram, sectionsOf } }) {
  const program = mountProgram(call, store);
  let drawn = "";
  return function draw() {
    program.update();
    const mark = [call.status, call.steps.length, call.meta !== null].join();
    if (mark === drawn) return;
    drawn = mark;
    body.replaceChildren(program.node, ...sectionsOf(call, store.state));
  };
}

/** Time, organization, model, first words, tokens, status. */
function createRow(call) {
  const chip = createChip();
  const time = el("time", {}, clockTime(call.begun));
  const model = el("code", {}, `${call.params.model ?? "no model"}`);
  const first = el("span", { className: "call-words" }, firstWords(call.params));
  const tokens = el("span", { className: "call-tokens" });
  const outcome = el("span", { className: "outcome" });
  const node = el("summary", {}, time, chip.node, model, outcome, first, tokens);
  return {
    node,
    update(organizations) {
      chip.update(organizations, lastOrganization(call) ?? call.setup.organization ?? null);
      const { usage } = call;
      setText(tokens, usage ? `${count(usage.input)} + ${count(usage.output)} tokens` : "");
      setText(outcome, outcomeOf(call));
      setAttribute(outcome, "data-status", call.status);
    },
  };
}

/** What was asked last. */
function firstWords({ messages, input }) {
  const last = (messages ?? (Array.isArray(input) ? input : [{ content: input }])).at(-1);
  const content = last?.content ?? "";
  const text =
    typeof content === "string" ? content : (content.find?.(({ text }) => text)?.text ?? "");
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

function outcomeOf({ status, attempts, begun, ended }) {
  if (status === "running") return "running…";
  const last = attempts.at(-1);
  const number = last?.status ?? "no answer";
  return `${status === "done" ? number : `${status}, ${number}`} · ${duration(ended - begun)}`;
}

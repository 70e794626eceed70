// One call in the inspector.

import { lastOrganization, speedOf } from "../state/calls.js";
import { nameOf } from "../state/organizations.js";
import * as words from "../state/words.js";
import { createChip } from "./chip.js";
import { el, setAttribute, setText } from "./element.js";
import { mountProgram } from "./program.js";

export function mountCall(call, store) {
  const { state, update } = store;
  const chip = createChip();
  const outcome = el("span", { className: "outcome" });
  const body = el("div", { className: "call-body" });
  const summary = el("summary", {}, chip.node, el("code", {}, call.name), outcome);
  const details = el("details", { ontoggle: () => update() }, summary, body);
  const program = mountProgram(call, store);
  let drawn = "";

  return {
    node: el("li", { className: "call" }, details),
    update() {
      chip.update(state.organizations, lastOrganization(call) ?? call.setup.organization ?? null);
      setText(outcome, outcomeOf(call));
      setAttribute(outcome, "data-status", call.status);
      if (!details.open) return;
      program.update();
      const mark = [
        call.status,
        call.attempts.length,
        call.waits.length,
        call.meta !== null,
      ].join();
      if (mark === drawn) return;
      drawn = mark;
      body.replaceChildren(...sectionsOf(call, state, program.node));
    },
  };
}

function outcomeOf({ status, attempts, begun, ended }) {
  if (status === "running") return "running…";
  const last = attempts.at(-1);
  const number = last?.status ?? "no answer";
  return `${status === "done" ? number : `${status}, ${number}`} · ${words.duration(ended - begun)}`;
}

function sectionsOf(call, state, program) {
  return [
    ...(call.error ? [section("What went wrong", ...failureOf(call.error))] : []),
    section("Scope", pairs(scopeOf(call, state))),
    section("Attempts", attemptsOf(call, state)),
    program,
    section("Request headers", pairs(Object.entries(call.attempts.at(-1)?.headers ?? {}))),
    section("Answer headers that this page can see", ...answerHeadersOf(call)),
    section("Usage", pairs(usageOf(call))),
  ];
}

const section = (title, ...children) => el("section", {}, el("h3", {}, title), ...children);

function pairs(entries) {
  const rows = entries.map(([name, value]) =>
    el("div", {}, el("dt", {}, name), el("dd", {}, `${value}`)),
  );
  return el("dl", { className: "pairs" }, ...rows);
}

function failureOf({ message, diagnosis }) {
  if (!diagnosis) return [el("p", {}, message)];
  const { kind, scope, retryable, retryAt, remedy } = diagnosis;
  const facts = [
    ["kind", kind],
    ["concerns", scope],
    ["retryable", retryable ? "yes" : "no"],
    ...(retryAt ? [["not before", words.clockTime(retryAt)]] : []),
    ["message", message],
  ];
  return [el("p", {}, remedy), pairs(facts)];
}

function scopeOf({ meta, error, setup }, { organizations }) {
  const scope = meta ?? error?.diagnosis?.sent ?? {};
  const id = scope.organization ?? null;
  const origin = words.origins[scope.organizationOrigin] ?? "none was sent";
  const served = meta?.served ?? error?.diagnosis?.served ?? {};
  return [
    [
      "organization",
      id === null ? "the account's default" : `${id} (${nameOf(organizations, id)})`,
    ],
    ["came from", origin],
    ["project", scope.project ?? "the default one"],
    ["key", setup.apiKey],
    ["served by", served.organization ?? "hidden from this page"],
    ...(served.charged ? [["charged", served.charged]] : []),
  ];
}

function attemptsOf({ steps }, { organizations }) {
  const named = (id) => nameOf(organizations, id);
  const items = steps.map((step) => el("li", {}, wording[step.step](step, named)));
  return el("ol", { className: "attempts" }, ...items);
}

/** What happened in a step of a call. */
const wording = {
  attempt({ organization, status, kind, begun, ended }, named) {
    if (ended === null) return `${named(organization)}: under way`;
    const result = `${status ?? "no answer"}${kind ? ` ${kind}` : ""}`;
    return `${named(organization)}: ${result} after ${words.duration(ended - begun)}`;
  },
  wait: ({ wait }) => `waited ${words.duration(wait)}`,
  move: ({ from, to }, named) => `moved from ${named(from)} to ${named(to)}`,
};

function answerHeadersOf({ answerHeaders }) {
  if (!answerHeaders) return [el("p", { className: "hint" }, "There was no answer to read.")];
  const hasLimits = answerHeaders.some(([name]) => name.startsWith("x-ratelimit-"));
  const hidden =
    "Limits and organization are not among them: the server hides those headers from pages (CORS), so only the text of an error tells.";
  return [pairs(answerHeaders), ...(hasLimits ? [] : [el("p", { className: "hint" }, hidden)])];
}

function usageOf(call) {
  const { untilFirst, total, perSecond } = speedOf(call);
  return [
    ["tokens in", call.usage ? words.count(call.usage.input) : "not told"],
    ["tokens out", call.usage ? words.count(call.usage.output) : "not told"],
    ["first text after", words.duration(untilFirst)],
    ["whole answer after", words.duration(total)],
    ["tokens per second", perSecond === null ? "–" : perSecond.toFixed(0)],
  ];
}

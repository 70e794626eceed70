// What is known of a call, section by section.

import { speedOf } from "../state/calls.js";
import { isSame } from "../state/failures.js";
import * as format from "../state/format.js";
import { nameOf } from "../state/organizations.js";
import { paint } from "./code.js";
import { copyButton } from "./copy.js";
import { el } from "./element.js";
import { pairs } from "./pairs.js";

/**
 * @param {import("../state/calls.js").Call} call
 * @param {any} state
 */
export function sectionsOf(call, state) {
  return [
    ...(call.error ? [section("What went wrong", ...failureOf(call.error))] : []),
    section("Scope", pairs(scopeOf(call, state))),
    section("Attempts", attemptsOf(call, state)),
    section("Request body", json(call.params)),
    section(call.events.length > 1 ? "Answer, event by event" : "Answer", ...answerOf(call)),
    section("Request headers", pairs(Object.entries(call.attempts.at(-1)?.headers ?? {}))),
    section("Answer headers that this page can see", ...answerHeadersOf(call)),
    section("Usage", pairs(usageOf(call))),
  ];
}

const section = (title, ...children) => el("section", {}, el("h3", {}, title), ...children);

/** Files in a body are named by their size: nobody reads them here. */
const shortened = (name, value) =>
  typeof value === "string" && value.startsWith("data:") && value.length > 200
    ? `${value.slice(0, 60)}… (${format.bytes(value.length)})`
    : value;

function json(value) {
  const code = el("code", { className: "language-js" }, JSON.stringify(value, shortened, 2));
  paint(code);
  const frame = el("div", { className: "code" }, el("pre", { tabIndex: 0 }, code));
  frame.append(copyButton("Copy JSON", () => JSON.stringify(value, null, 2)));
  return frame;
}

function answerOf({ events, count, finish, status }) {
  if (count === 0) {
    return [el("p", { className: "hint" }, status === "running" ? "Not yet." : "Nothing came.")];
  }
  const reason = finish ? [el("p", { className: "hint" }, `Finish reason: ${finish}`)] : [];
  if (count === 1) return [...reason, json(events[0])];
  const lines = events.map((event) => JSON.stringify(event)).join("\n");
  const left = count - events.length;
  const more =
    left > 0 ? [el("p", { className: "hint" }, `${format.count(left)} more events`)] : [];
  const pre = el("pre", { tabIndex: 0 }, el("code", {}, lines));
  const frame = el(
    "div",
    { className: "code events" },
    pre,
    copyButton("Copy events", () => lines),
  );
  const title = `${format.count(count)} events`;
  return [...reason, el("details", {}, el("summary", {}, title), frame, ...more)];
}

function failureOf({ message, remedy, diagnosis }) {
  const { kind, scope, retryable, retryAt } = diagnosis ?? {};
  const facts = [
    ...(kind ? [["kind", kind]] : []),
    ...(scope ? [["concerns", scope]] : []),
    ...(diagnosis ? [["retryable", retryable ? "yes" : "no"]] : []),
    ...(retryAt ? [["not before", format.clockTime(retryAt)]] : []),
    ...(isSame(message, remedy) ? [] : [["message", message]]),
  ];
  return [el("p", {}, remedy), pairs(facts)];
}

function scopeOf({ meta, error, setup }, { organizations }) {
  const scope = meta ?? error?.diagnosis?.sent ?? {};
  const id = scope.organization ?? null;
  const served = meta?.served ?? error?.diagnosis?.served ?? {};
  const named = id === null ? "the account's default" : `${id} (${nameOf(organizations, id)})`;
  return [
    ["organization", named],
    ["came from", format.origins[scope.organizationOrigin] ?? "none was sent"],
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
    return `${named(organization)}: ${result} after ${format.duration(ended - begun)}`;
  },
  wait: ({ wait }) => `waited ${format.duration(wait)}`,
  move: ({ from, to }, named) => `moved from ${named(from)} to ${named(to)}`,
};

function answerHeadersOf({ answerHeaders }) {
  if (!answerHeaders) return [el("p", { className: "hint" }, "There was no answer to read.")];
  const hasLimits = answerHeaders.some(([name]) => name.startsWith("x-ratelimit-"));
  const hidden =
    "Limits and organization are not among them: the server hides those headers from pages (CORS), so they are only known from the text of an error.";
  return [pairs(answerHeaders), ...(hasLimits ? [] : [el("p", { className: "hint" }, hidden)])];
}

function usageOf(call) {
  const { untilFirst, total, perSecond } = speedOf(call);
  const { input, output, thoughts, cached } = call.usage ?? {};
  const known = (value) => (value === undefined ? "unknown" : format.count(value));
  return [
    ["tokens in", known(input)],
    ...(cached ? [["of them cached", known(cached)]] : []),
    ["tokens out", known(output)],
    ...(thoughts ? [["of them thoughts", known(thoughts)]] : []),
    ["first text after", format.duration(untilFirst)],
    ["whole answer after", format.duration(total)],
    ["tokens per second", perSecond === null ? "–" : perSecond.toFixed(0)],
  ];
}

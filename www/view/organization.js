// One organization: its name, access, limits and usage, and what can be done with it.

import * as controls from "../controls.js";
import { count, countdown } from "../state/format.js";
import { badgeOf, blockedUntil } from "../state/organizations.js";
import { el, setAttribute, setText } from "./element.js";
import { createGauge } from "./gauge.js";

export function mountOrganization({ id }, store, session) {
  const parts = createParts(id);
  const { name, node, requests, tokens } = parts;
  const acts = actsOn(id, store, session);
  const simulated = [quiet("Exhaust", acts.exhaust), quiet("Restore", acts.restore)];
  const actions = [quiet("Verify", acts.verify), ...simulated, quiet("Remove", acts.remove)];
  node.append(el("div", { className: "actions" }, ...actions));
  name.addEventListener("input", () => acts.rename(name.value.trim()));

  return {
    node,
    update(known) {
      const { state } = store;
      const report = session.access.rateLimits(id);
      for (const button of simulated) button.hidden = !state.connection.isSimulated;
      drawHead(parts, known, report);
      const about = {
        isAsked: report?.usage.requests > 0,
        isForeign: !state.connection.baseURL.startsWith(location.origin),
        drained: known.drained,
      };
      requests.update(report?.requests, about);
      tokens.update(report?.tokens, about);
      setText(parts.usage, usageOf(report, state.model));
    },
  };
}

const quiet = (label, onclick) =>
  el("button", { type: "button", className: "quiet", onclick }, label);

function createParts(id) {
  const name = el("input", { className: "card-name", "aria-label": `Name of ${id}` });
  const badge = el("span", { className: "badge" });
  const detail = el("p", { className: "hint detail" });
  const help = el("p", { className: "help" });
  const requests = createGauge("Requests");
  const tokens = createGauge("Tokens");
  const usage = el("p", { className: "hint" });
  const node = el(
    "li",
    { className: "card" },
    el("header", {}, name, badge),
    el("code", { className: "identifier" }, id),
    detail,
    help,
    el("div", { className: "gauges" }, requests.node, tokens.node),
    usage,
  );
  return { node, name, badge, detail, help, requests, tokens, usage };
}

function drawHead({ node, name, badge, detail, help }, known, report) {
  const { label, tone, detail: more, help: remedy } = badgeOf(known);
  const wait = blockedUntil(known, report) - Date.now();
  if (document.activeElement !== name && name.value !== known.name) name.value = known.name;
  setAttribute(node, "data-hue", `${known.hue}`);
  setText(badge, wait > 0 ? `No room for ${countdown(wait)}` : label);
  setAttribute(badge, "data-tone", wait > 0 ? "bad" : tone);
  setText(detail, more);
  setText(help, remedy);
}

/** What can be done with an organization. */
function actsOn(id, { state, update }, session) {
  const find = () => state.organizations.find((one) => one.id === id);

  async function simulate(act) {
    state.noticeUntil = 0;
    state.notice = await act().catch(({ message }) => message);
    state.announcement = state.notice;
    update();
  }

  return {
    verify: () => void session.access.verify([id]),
    exhaust: () =>
      simulate(async () => {
        const until = await controls.exhaust(id);
        const known = find();
        known.drained = { at: Date.now(), until };
        state.noticeUntil = until;
        return `${known.name} has no requests and no tokens left for ${countdown(until - Date.now())}. Send a message to see what happens.`;
      }),
    restore: () =>
      simulate(async () => {
        await controls.restore(id);
        Object.assign(find(), { drained: null, roomAt: 0 });
        return `${find().name} has its limits back.`;
      }),
    rename(name) {
      find().name = name || id;
      update();
    },
    remove() {
      state.organizations = state.organizations.filter((one) => one.id !== id);
      if (state.rival?.organization === id) state.rival = null;
      if (state.organization === id) session.connection.choose(null);
      session.connection.route();
    },
  };
}

function usageOf(report, model) {
  const { requests = 0, inputTokens = 0, outputTokens = 0 } = report?.usage ?? {};
  if (requests === 0) return `Nothing sent for ${model || "a model"} yet.`;
  const calls = `${count(requests)} ${requests === 1 ? "request" : "requests"}`;
  return `${calls} · ${count(inputTokens)} tokens in · ${count(outputTokens)} out · ${model}`;
}

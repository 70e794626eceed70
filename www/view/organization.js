// One organization: its name, access, limits and usage, and what can be done with it.

import { badgeOf } from "../state/organizations.js";
import { isSimulated } from "../state/simulated.js";
import { count } from "../state/words.js";
import * as controls from "../controls.js";
import { el, setAttribute, setText } from "./element.js";
import { createGauge } from "./gauge.js";

const quiet = (label, onclick) =>
  el("button", { type: "button", className: "quiet", onclick }, label);

export function mountOrganization({ id }, store, session) {
  const { state, update } = store;
  const name = el("input", { className: "card-name", "aria-label": `Name of ${id}` });
  const badge = el("span", { className: "badge" });
  const detail = el("p", { className: "hint detail" });
  const help = el("p", { className: "help" });
  const requests = createGauge("Requests");
  const tokens = createGauge("Tokens");
  const usage = el("p", { className: "hint" });
  const exhaust = quiet("Exhaust", () => simulate("exhaust"));
  const restore = quiet("Restore", () => simulate("restore"));
  const actions = [quiet("Verify", () => void session.verify([id])), exhaust, restore];
  const node = el(
    "li",
    { className: "card" },
    el("header", {}, name, badge),
    el("code", { className: "identifier" }, id),
    detail,
    help,
    el("div", { className: "gauges" }, requests.node, tokens.node),
    usage,
    el("div", { className: "actions" }, ...actions, quiet("Remove", remove)),
  );
  name.addEventListener("input", rename);

  function rename() {
    const known = state.organizations.find((one) => one.id === id);
    if (known) known.name = name.value.trim() || id;
    update();
  }

  function remove() {
    state.organizations = state.organizations.filter((one) => one.id !== id);
    if (state.rival === id) state.rival = undefined;
    if (state.organization === id) session.choose(null);
    session.route();
  }

  async function simulate(action) {
    state.announcement = await controls.changeOrganization(id, action);
    update();
  }

  return {
    node,
    update(known) {
      const { word, tone, detail: more, help: remedy } = badgeOf(known);
      if (document.activeElement !== name && name.value !== known.name) name.value = known.name;
      setAttribute(node, "data-hue", `${known.hue}`);
      setText(badge, word);
      setAttribute(badge, "data-tone", tone);
      setText(detail, more);
      setText(help, remedy);
      exhaust.hidden = restore.hidden = !isSimulated(state);
      const report = session.rateLimits(id);
      const isAsked = report?.usage.requests > 0;
      const isForeign = !state.connection.baseURL.startsWith(location.origin);
      requests.update(report?.requests, { isAsked, isForeign });
      tokens.update(report?.tokens, { isAsked, isForeign });
      setText(usage, usageOf(report, state.model));
    },
  };
}

function usageOf(report, model) {
  const { requests = 0, inputTokens = 0, outputTokens = 0 } = report?.usage ?? {};
  if (requests === 0) return `Nothing sent for ${model || "a model"} yet.`;
  const calls = `${count(requests)} ${requests === 1 ? "request" : "requests"}`;
  return `${calls} · ${count(inputTokens)} tokens in · ${count(outputTokens)} out · ${model}`;
}

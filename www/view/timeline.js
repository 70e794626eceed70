// The latest calls as bars: organizations by colour, waits, moves and failures.

import { piecesOf } from "../state/calls.js";
import { hueOf, nameOf } from "../state/organizations.js";
import { duration } from "../state/words.js";
import { el, keyed, setAttribute, setText } from "./element.js";

const most = 40;

/** A long call of some time ago must not make the latest ones invisible. */
const scaled = 8;

export function mountTimeline(root, { state, update, onUpdate }) {
  const rows = el("ol", { className: "timeline-rows" });
  const empty = el(
    "p",
    { className: "hint" },
    "Each call becomes a bar here, in the colour of its organization.",
  );
  const legend = el("p", { className: "hint" }, "striped: waiting · red: failed");
  root.append(el("header", {}, el("h2", {}, "Timeline"), legend), empty, rows);
  const draw = keyed(rows, (call) => mountRow(call, state, inspect));

  function inspect(id) {
    Object.assign(state, { view: "calls", inspected: id });
    update();
  }

  onUpdate(({ calls }) => {
    empty.hidden = calls.length > 0;
    legend.hidden = calls.length === 0;
    const shown = calls.slice(0, most);
    const now = Date.now();
    const spans = shown.slice(0, scaled).map(({ begun, ended }) => (ended ?? now) - begun);
    const longest = Math.max(500, ...spans);
    draw(shown.map((call) => ({ id: call.id, call, longest, now })));
    if (shown.some(({ status }) => status === "running")) update();
  });
}

function mountRow({ id }, state, inspect) {
  const track = el("span", { className: "track" });
  const label = el("span", { className: "track-label" });
  const button = el("button", { type: "button", onclick: () => inspect(id) }, track, label);
  const node = el("li", {}, button);
  const draw = keyed(track, () => mountPiece(state));
  return {
    node,
    update({ call, longest, now }) {
      const pieces = piecesOf(call, now);
      draw(pieces.map((piece, index) => ({ id: index, piece, begun: call.begun, longest })));
      setText(label, labelOf(call, state, now));
      setAttribute(button, "title", label.textContent);
    },
  };
}

function mountPiece(state) {
  const node = el("span", { className: "piece" });
  return {
    node,
    update({ piece, begun, longest }) {
      node.style.setProperty("--start", `${(piece.begun - begun) / longest}`);
      node.style.setProperty("--length", `${(piece.ended - piece.begun) / longest}`);
      setAttribute(node, "data-kind", piece.kind);
      setAttribute(node, "data-hue", hueOf(state.organizations, piece.organization));
    },
  };
}

function labelOf({ attempts, moves, status, begun, ended }, { organizations }, now) {
  const names = attempts.map(({ organization }) => nameOf(organizations, organization));
  const path = moves.length > 0 ? names.join(" → ") : (names.at(-1) ?? "…");
  const state = { failed: "failed, ", stopped: "stopped, ", running: "", done: "" }[status];
  return `${path} · ${state}${duration((ended ?? now) - begun)}`;
}

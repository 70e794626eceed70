// The latest calls on one axis of time: lanes by organization, waits hatched, moves as jumps.

import { duration } from "../state/format.js";
import { hueOf, nameOf } from "../state/organizations.js";
import { jumpsOf, lanesOf, marksOf, piecesOf, stretchOf } from "../state/timeline.js";
import { el, keyed, setAttribute, setText } from "./element.js";

/** No more often than this is it drawn, in milliseconds. */
const pace = 250;

/** More calls than these would be too small to see. */
const most = 60;

export function mountTimeline(root, store) {
  const { state, update, onUpdate } = store;
  const parts = createParts(root, store, inspect);
  let next = 0;
  let timer = 0;

  function inspect(id) {
    Object.assign(state, { view: "calls", inspected: id });
    update();
  }

  function draw() {
    timer = 0;
    next = performance.now() + pace;
    drawAll(parts, state, Date.now());
    // While a call is under way its bar grows; then nothing moves, and nothing is drawn.
    if (state.calls.some(({ status }) => status === "running")) later();
  }

  function later() {
    timer ||= window.setTimeout(draw, Math.max(0, next - performance.now()));
  }

  onUpdate(later);
}

function createParts(root, { state }, inspect) {
  const empty = el(
    "p",
    { className: "hint" },
    "Each call becomes a bar here, in the lane of its organization.",
  );
  const legend = el("p", { className: "hint" }, "hatched: waiting · ✕: failed · │: moved");
  const lanes = el("ol", { className: "lanes" });
  const axis = el("div", { className: "axis", "aria-hidden": "true" });
  const jumps = el("div", { className: "jumps", "aria-hidden": "true" });
  const chart = el("div", { className: "chart" }, lanes, jumps, axis);
  root.append(el("header", {}, el("h2", {}, "Timeline"), legend), empty, chart);
  return {
    ...{ empty, legend, chart, lanes },
    drawLanes: keyed(lanes, ({ organization }) => mountLane(organization, state, inspect)),
    drawJumps: keyed(jumps, () => mountJump()),
    drawAxis: keyed(axis, () => mountMark()),
  };
}

function drawAll(parts, state, now) {
  const stretch = stretchOf(state.calls, now);
  parts.empty.hidden = stretch !== null;
  parts.chart.hidden = parts.legend.hidden = stretch === null;
  if (!stretch) return;
  const shown = state.calls.slice(0, most).filter((call) => (call.ended ?? now) > stretch.begun);
  const pieces = shown.flatMap((call) => piecesOf(call, now)).map((one) => cut(one, stretch));
  const lanes = lanesOf(pieces, state.organizations);
  const at = (time) => placeIn(stretch, time);
  parts.drawLanes(
    lanes.map((organization) => {
      const own = pieces.filter((piece) => piece.organization === organization);
      return { id: `${organization}`, organization, pieces: own, at };
    }),
  );
  parts.drawJumps(
    shown.flatMap(jumpsOf).map((jump) => ({
      ...jump,
      place: at(jump.at),
      rows: [lanes.indexOf(jump.from), lanes.indexOf(jump.to)],
    })),
  );
  parts.drawAxis(
    marksOf(stretch).map(({ at: time, label }) => ({ id: label, label, place: at(time) })),
  );
}

/** What ends just now needs some room after it, to be seen. */
const room = 1.04;

/** Where a time is, as a part of the whole. */
const placeIn = ({ begun, ended }, time) => Math.max(0, (time - begun) / ((ended - begun) * room));

/** What began before what is shown begins at its edge. */
const cut = (piece, { begun }) => ({ ...piece, begun: Math.max(begun, piece.begun) });

function mountLane(organization, state, inspect) {
  const name = el("span", { className: "lane-name" });
  const track = el("div", { className: "track" });
  const node = el("li", { className: "lane" }, name, track);
  const draw = keyed(track, (piece) => mountPiece(piece, state, inspect));
  return {
    node,
    update({ pieces, at }) {
      setText(name, nameOf(state.organizations, organization));
      setAttribute(name, "title", name.textContent);
      setAttribute(node, "data-hue", hueOf(state.organizations, organization));
      draw(pieces.map((piece) => ({ ...piece, at })));
    },
  };
}

/** What moves is carried by something as wide as the axis: to move that is no change of the layout. */
const carried = (...children) => el("span", { className: "carrier" }, ...children);

function mountPiece({ call }, state, inspect) {
  const button = el("button", {
    type: "button",
    className: "piece",
    onclick: () => inspect(call.id),
  });
  const node = carried(button);
  return {
    node,
    update({ kind, begun, ended, at, organization }) {
      node.style.setProperty("--start", `${at(begun)}`);
      button.style.setProperty("--length", `${at(ended) - at(begun)}`);
      setAttribute(button, "data-kind", kind);
      const title = labelOf(call, kind, ended - begun, nameOf(state.organizations, organization));
      setAttribute(button, "title", title);
      setAttribute(button, "aria-label", title);
    },
  };
}

function labelOf({ status, attempts }, kind, length, name) {
  if (kind === "wait") return `${name}: waits ${duration(length)}`;
  const failed = kind === "failure" ? `, failed (${attempts.at(-1)?.kind ?? "broke off"})` : "";
  const state = status === "stopped" ? ", stopped" : failed;
  return `${name}: ${duration(length)}${state}`;
}

function mountJump() {
  const line = el("span", { className: "jump" });
  const node = carried(line);
  return {
    node,
    update({ place, rows: [from, to] }) {
      node.hidden = from < 0 || to < 0;
      node.style.setProperty("--start", `${place}`);
      line.style.setProperty("--from", `${Math.min(from, to)}`);
      line.style.setProperty("--rows", `${Math.abs(to - from)}`);
    },
  };
}

function mountMark() {
  const mark = el("span", { className: "mark" });
  const node = carried(mark);
  return {
    node,
    update({ label, place }) {
      setText(mark, label);
      node.style.setProperty("--start", `${place}`);
    },
  };
}

// One thing that a person should know now, above the composer, until it is put away.

import { el, setText } from "./element.js";

export function mountNotice(root, { state, update, onUpdate }) {
  const text = el("p", { role: "status" });
  const away = el("button", { type: "button", className: "quiet", onclick: dismiss }, "Dismiss");
  root.append(text, away);

  function dismiss() {
    state.notice = "";
    update();
  }

  onUpdate(({ notice, noticeUntil }) => {
    const isOver = noticeUntil > 0 && noticeUntil < Date.now();
    if (isOver) Object.assign(state, { notice: "", noticeUntil: 0 });
    root.hidden = !notice || isOver;
    setText(text, notice);
  });
}

// Tells screen readers politely what has happened.

import { setText } from "./element.js";

/** Nobody wants to hear a whole essay unasked. */
const longest = 600;

export function mountAnnouncer(root, { onUpdate }) {
  onUpdate(({ announcement }) => setText(root, announcement.slice(0, longest)));
}

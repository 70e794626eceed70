// Changes nodes into others by as little as possible: what a person has selected stays selected.

/**
 * @param {Node} parent
 * @param {Node} wanted whose children the parent is to have
 */
export function patch(parent, wanted) {
  const all = [...wanted.childNodes];
  for (const [index, next] of all.entries()) {
    const there = parent.childNodes[index];
    if (!there) parent.appendChild(next);
    else if (!isAlike(there, next)) parent.replaceChild(next, there);
    else if (next.nodeType === Node.TEXT_NODE) patchText(there, next.data);
    else patch(there, next);
  }
  while (parent.childNodes.length > all.length) parent.lastChild?.remove();
}

/** Elements that differ in anything but their children are others. */
function isAlike(one, other) {
  if (one.nodeName !== other.nodeName) return false;
  if (one.nodeType === Node.TEXT_NODE) return true;
  return one.cloneNode(false).isEqualNode(other.cloneNode(false));
}

/** A text that only grows is laid out from its end on. */
function patchText(node, text) {
  if (node.data === text) return;
  if (text.startsWith(node.data)) node.appendData(text.slice(node.data.length));
  else node.data = text;
}

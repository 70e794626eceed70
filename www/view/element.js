// Makes and changes elements; text is text, never markup.

/**
 * @param {string} tag
 * @param {Record<string, any>} [properties] attributes, `on…` listeners, or properties of the element
 * @param {...(Node | string)} children
 * @returns {any}
 */
export function el(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) set(node, name, value);
  node.append(...children);
  return node;
}

function set(node, name, value) {
  if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
  else if (name in node && !name.includes("-")) node[name] = value;
  else node.setAttribute(name, value);
}

/**
 * @param {Element} node
 * @param {string} text
 */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/**
 * @param {Element} node
 * @param {string} name
 * @param {string | null} value `null` removes
 */
export function setAttribute(node, name, value) {
  if (value === null) node.removeAttribute(name);
  else if (node.getAttribute(name) !== value) node.setAttribute(name, value);
}

/**
 * Keeps the children of a node in step with a list of items that have an `id`.
 * @template {{ id: any }} T
 * @param {Element} parent
 * @param {(item: T) => { node: Element, update?: (item: T) => void }} mount
 * @returns {(items: T[]) => void}
 */
export function keyed(parent, mount) {
  const rows = new Map();
  return (items) => {
    const wanted = new Set(items.map(({ id }) => id));
    for (const [id, { node }] of rows) {
      if (wanted.has(id)) continue;
      node.remove();
      rows.delete(id);
    }
    for (const [index, item] of items.entries()) {
      const row = rows.get(item.id) ?? mount(item);
      rows.set(item.id, row);
      row.update?.(item);
      const there = parent.children[index];
      if (there !== row.node) parent.insertBefore(row.node, there ?? null);
    }
  };
}

/**
 * Sets the options of a select, and which of them is chosen.
 * @param {HTMLSelectElement} select
 * @param {[string, string][]} options values and labels
 * @param {string} value
 */
export function setOptions(select, options, value) {
  const wanted = JSON.stringify(options);
  if (select.dataset.options !== wanted) {
    select.dataset.options = wanted;
    select.replaceChildren(...options.map(([value, label]) => el("option", { value }, label)));
  }
  if (select.value !== value) select.value = value;
}

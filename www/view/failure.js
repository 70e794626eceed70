// A failure in plain words: what is wrong, what helps, and a way to do it.

import { nameOf } from "../state/organizations.js";
import { titleOf } from "../state/words.js";
import { el, keyed, setText } from "./element.js";

/** Another organization helps against failures that concern one of these. */
const helpedByOthers = new Set(["organization", "project", "model"]);

/**
 * @param {any} store
 * @param {(organization: string | null) => void} retryWith
 */
export function createFailure({ state }, retryWith) {
  const title = el("h3");
  const remedy = el("p", { className: "remedy" });
  const said = el("p", { className: "said" });
  const ways = el("div", { className: "ways" });
  const node = el("div", { className: "failure", hidden: true }, title, remedy, ways, said);
  const draw = keyed(ways, ({ id }) => {
    const name = nameOf(state.organizations, id);
    const onclick = () => retryWith(id);
    return { node: el("button", { type: "button", onclick }, `Ask ${name} instead`) };
  });

  return {
    node,
    update({ error, organization }) {
      node.hidden = !error;
      if (!error) return;
      const { message, diagnosis } = error;
      setText(title, titleOf(error, nameOf(state.organizations, organization)));
      setText(remedy, diagnosis?.remedy ?? message);
      setText(said, diagnosis ? `The server said: ${message}` : "");
      draw(othersFor(state, diagnosis, organization));
    },
  };
}

function othersFor({ organizations }, diagnosis, organization) {
  if (!helpedByOthers.has(diagnosis?.scope)) return [];
  const known = organizations.filter(
    ({ id, finding }) => id !== organization && finding?.hasAccess !== false,
  );
  return known.slice(0, 3).map(({ id }) => ({ id }));
}

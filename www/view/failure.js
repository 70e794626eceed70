// A failure in plain words: a title, one sentence, what can be done, and the details folded away.

import { isSame, sentenceFor, titleOf } from "../state/failures.js";
import { nameOf } from "../state/organizations.js";
import { waysFrom } from "../state/ways.js";
import { el, keyed, setText } from "./element.js";
import { pairs } from "./pairs.js";

/**
 * @param {any} store
 * @param {(wish?: { organization: string | null }) => void} retry
 */
export function createFailure({ state }, retry) {
  const title = el("h4");
  const remedy = el("p", { className: "remedy", dir: "auto" });
  const ways = el("div", { className: "ways" });
  const facts = el("div");
  const details = el("details", {}, el("summary", {}, "Details"), facts);
  const node = el("div", { className: "failure", hidden: true }, title, remedy, ways, details);
  const draw = keyed(ways, ({ label, organization }) => {
    const onclick = () => retry({ organization });
    return { node: el("button", { type: "button", onclick }, label) };
  });
  let drawn = null;

  return {
    node,
    update({ error, organization }) {
      node.hidden = !error;
      if (!error) return;
      const named = (id) => nameOf(state.organizations, id);
      setText(title, titleOf(error, named(organization)));
      setText(remedy, sentenceFor(error));
      draw(waysFrom(state, error, organization, named));
      if (drawn !== error) facts.replaceChildren(pairs(factsOf(error)));
      drawn = error;
    },
  };
}

function factsOf(error) {
  const { said, message, status, diagnosis, remedy } = error;
  const shown = sentenceFor(error);
  const news = (name, text) => (text && !isSame(text, shown) ? [[name, text]] : []);
  return [
    ...news("The server said", said),
    ...(said ? [] : news("The client says", message)),
    ...(diagnosis ? news("What helps", remedy) : []),
    ["Status", status ?? "no answer with a status"],
    ...(diagnosis
      ? [
          ["Kind", diagnosis.kind],
          ["Concerns", diagnosis.scope],
        ]
      : []),
    ...(diagnosis ? [["Worth another try", diagnosis.retryable ? "yes" : "no"]] : []),
  ];
}

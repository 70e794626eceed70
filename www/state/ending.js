// How an answer ended, in a word for people, and what can be done about it.

/**
 * @typedef {object} Ending
 * @property {string} text
 * @property {boolean} canContinue
 */

/** Why the model stopped, where that is not the end of what it had to say. */
const reasons = {
  length: { text: "Cut at the output limit", canContinue: true },
  max_output_tokens: { text: "Cut at the output limit", canContinue: true },
  content_filter: { text: "Stopped by the server's content filter", canContinue: false },
  cancelled: { text: "Cancelled on the server", canContinue: true },
  incomplete: { text: "The server calls this answer incomplete", canContinue: true },
};

/**
 * @param {{ status: string, reply: import("./reply.js").Reply, text: string, reasoning: string }} answer
 * @returns {Ending | null} nothing where an answer is whole
 */
export function endingOf({ status, reply, text, reasoning }) {
  if (status === "stopped") return text ? { text: "Stopped", canContinue: true } : null;
  if (status !== "done") return null;
  const reason = reasons[reply.finish ?? ""];
  const isSilent = !text && !reply.refusal && reply.tools.length === 0;
  if (isSilent) return silence(reason, reasoning);
  if (reason) return { ...reason, canContinue: reason.canContinue && Boolean(text) };
  if (reply.tools.length > 0 && !text) return { text: waitsForTools(reply), canContinue: false };
  return null;
}

function silence(reason, reasoning) {
  const what = reasoning ? "Only thoughts came, and no answer" : "The answer is empty";
  if (reason?.text.startsWith("Cut")) {
    return { text: `${what}: the output limit was used up before it`, canContinue: false };
  }
  return { text: reason ? `${what}. ${reason.text}` : what, canContinue: false };
}

/** A server runs its own tools; those of a call are run by whoever made it. */
const waitsForTools = ({ tools }) =>
  tools.length === 1
    ? "The model wants this tool to be run, which this page does not do"
    : "The model wants these tools to be run, which this page does not do";

// Streams with snapshots: what each event costs, with a schema and without.
import { answerPieces } from "./answers.js";

/** @typedef {import("./clients/clients.js").Connect} Connect */

const response_format = {
  type: "json_schema",
  json_schema: { name: "list", strict: true, schema: { type: "object" } },
};

/** A text of JSON, of so many pieces of six letters. @param {number} count */
function listOf(count) {
  const item = (/** @type {number} */ id) => ({
    id,
    title: `The title of ${id}`,
    tags: ["one", "two"],
  });
  const items = Array.from({ length: Math.ceil((count * 6) / 70) }, (_, id) => item(id));
  return JSON.stringify({ items });
}

/** Structured answers of so many deltas, whose value is looked at after each. @param {number} count */
export const structured = (count) => (/** @type {Connect} */ connect) =>
  listening(connect, count, "content.delta", { response_format });

/** Answers of so many deltas, whose text is listened to. @param {number} count */
export const listened = (count) => (/** @type {Connect} */ connect) =>
  listening(connect, count, "content", {});

/** @param {Connect} connect @param {number} count @param {string} event @param {object} more */
function listening(connect, count, event, more) {
  const client = connect(answerPieces(listOf(count), count));
  return async (/** @type {number} */ wanted) => {
    for (let done = 0; done < wanted; done += count) {
      const stream = /** @type {any} */ (client).listen(more);
      let seen = 0;
      stream.on(event, () => (seen += 1));
      await stream.done();
      if (seen !== count) throw new Error(`heard ${seen} events of ${count}`);
    }
  };
}

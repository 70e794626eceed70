// The text of an answer that is an error, as far as it is needed: a proxy may send one without end.

import { bytesOf } from "../boundary/utf8.js";
import { readerOf } from "../encode/readable.js";

const MOST_BYTES = 2 ** 20;
const MOST_MILLIS = 5_000;

/**
 * What has come of the text when it ends, breaks, or is enough.
 * @param {Response} response
 * @param {import("./deadline.js").Deadline} deadline
 */
export async function errorTextOf(response, deadline) {
  deadline.restart(Math.min(deadline.millis, MOST_MILLIS));
  const decoder = new TextDecoder();
  let text = "";
  try {
    if (!response.body) return await deadline.race(response.text());
    const reader = readerOf(response.body);
    for (let left = MOST_BYTES; left > 0;) {
      const { value, done } = await deadline.race(reader.read());
      if (done) return text + decoder.decode();
      const bytes = bytesOf(value);
      text += decoder.decode(bytes, { stream: true });
      left -= bytes.length;
    }
    reader.cancel().catch(() => {});
  } catch {
    // What has come must do.
  }
  return text;
}

// The values of a stream of bytes that holds one JSON text a line.

import { bytesOf } from "../boundary/utf8.js";
import { readerOf } from "../encode/readable.js";
import { OpenAIError, withData } from "../errors.js";
import { BatchIterator } from "./batch-iterator.js";

/** @extends {BatchIterator<unknown>} */
export class Lines extends BatchIterator {
  #reader;
  #controller;
  #decoder = new TextDecoder();
  #rest = "";

  /**
   * @param {ReadableStream<Uint8Array>} readable
   * @param {AbortController} controller
   */
  constructor(readable, controller) {
    super();
    this.#reader = readerOf(readable);
    this.#controller = controller;
    controller.signal.addEventListener("abort", this.#cancel, { once: true });
  }

  async read() {
    return this.#controller.signal.aborted ? { done: true } : this.#reader.read();
  }

  /** @param {{ value?: unknown, done?: boolean }} step */
  receive({ value, done }) {
    if (this.#controller.signal.aborted) return this.end();
    if (done) this.end();
    const text = this.#decoder.decode(bytesOf(value), { stream: !done });
    const lines = text.split(/[\n\r]/);
    // Only what is new is searched: a line may come in many chunks.
    lines[0] = this.#rest + lines[0];
    this.#rest = done ? "" : (lines.pop() ?? "");
    this.#parse(lines.filter((line) => line.trim()));
  }

  close() {
    this.#controller.signal.removeEventListener("abort", this.#cancel);
    this.#cancel();
    this.#reader.releaseLock?.();
  }

  leave() {
    this.#controller.abort();
  }

  #cancel = () => {
    this.#reader.cancel().catch(() => {});
  };

  /**
   * Hands out the values of lines up to the first that is no JSON.
   * @param {string[]} lines
   */
  #parse(lines) {
    /** @type {unknown[]} */
    const values = [];
    this.load(values);
    for (const line of lines) {
      try {
        values.push(JSON.parse(line));
      } catch {
        return this.end(withData(new OpenAIError("a line of the stream is not JSON"), line));
      }
    }
  }
}

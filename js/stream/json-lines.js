// The values of a stream of bytes that holds one JSON text a line.

import { OpenAIError } from "../errors.js";
import { BatchIterator } from "./batch-iterator.js";
import { readerOf } from "../encode/readable.js";

/** @extends {BatchIterator<any>} */
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
    controller.signal.addEventListener("abort", () => this.#reader.cancel().catch(() => {}), {
      once: true,
    });
  }

  read() {
    return this.#reader.read();
  }

  /** @param {{ value?: Uint8Array, done?: boolean }} step */
  receive({ value, done }) {
    if (this.#controller.signal.aborted) return this.end();
    if (done) this.end();
    const text = this.#rest + this.#decoder.decode(value, { stream: !done });
    const lines = text.split("\n");
    this.#rest = done ? "" : (lines.pop() ?? "");
    this.load(lines.filter((line) => line.trim()).map(parseLine));
  }

  close() {
    this.#reader.cancel().catch(() => {});
  }
}

/** @param {string} line */
function parseLine(line) {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new OpenAIError("a line of the stream is not JSON", { cause });
  }
}

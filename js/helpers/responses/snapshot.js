// What the events of a response add up to.

import { OpenAIError } from "../core.js";
import { at, change } from "./events.js";
import { textOf } from "./parse.js";

const BEGINS = ["response.created", "response.queued", "response.in_progress"];
const ENDS = ["response.completed", "response.failed", "response.incomplete"];

/** A response that grows by events. */
export class ResponseSnapshot {
  /** All of it but what it put out. @type {any} */
  #response;
  /** Items by their index in the stream, which may come in any order. @type {Map<number, any>} */
  #items = new Map();
  /** The items that are done. @type {Set<number>} */
  #done = new Set();

  /**
   * @param {any} event
   * @returns {any} the event as it is told, or nothing
   */
  add(event) {
    const { type } = event;
    if (!this.#response && type !== "response.created" && type !== "keepalive") {
      throw new OpenAIError(
        `When snapshot hasn't been set yet, expected 'response.created' event, got ${type}`,
      );
    }
    if (BEGINS.includes(type) || ENDS.includes(type)) return this.#setResponse(event);
    if (type === "response.output_item.added") return this.#addItem(event);
    if (event.output_index === undefined) return event;
    const item = this.item(event.output_index);
    if (type === "response.output_item.done") this.#finishItem(item, event);
    else change(item, event);
    return event;
  }

  /** @param {number} index */
  item(index) {
    if (!Number.isSafeInteger(index) || index < 0)
      throw new OpenAIError("Invalid response output index.");
    const item = this.#items.get(index);
    if (!item) throw new OpenAIError(`missing output at index ${index}`);
    return item;
  }

  /** The text or arguments that a delta belongs to. @param {any} event */
  textOf({ output_index, content_index, type }) {
    const item = this.item(output_index);
    return type.endsWith("text.delta")
      ? at(item.content, content_index, "content").text
      : item.arguments;
  }

  /** The whole, once the stream is over. */
  get whole() {
    if (!this.#response) return undefined;
    const output = this.#output(this.#items.keys());
    const response = { ...this.#response, output };
    return response.output_text == null ? { ...response, output_text: textOf(output) } : response;
  }

  /** @param {Iterable<number>} indices */
  #output(indices) {
    return [...indices].sort((a, b) => a - b).map((index) => this.#items.get(index));
  }

  /** @param {any} event */
  #addItem(event) {
    const { item, output_index: index } = event;
    if (!Number.isSafeInteger(index) || index < 0)
      throw new OpenAIError("Invalid response output index.");
    if (item == null) return undefined;
    if (this.#items.has(index)) throw new OpenAIError(`Duplicate response output index ${index}.`);
    const key = identityOf(item);
    const isKnown = [...this.#items.values()].some((other) => identityOf(other) === key);
    if (isKnown) throw new OpenAIError(`duplicate output item identity 'id:${item.id}'`);
    this.#items.set(index, structuredClone(item));
    return event;
  }

  /** @param {any} known @param {any} event */
  #finishItem(known, { item, output_index }) {
    checkIdentity(known, item);
    this.#items.set(output_index, structuredClone(item));
    this.#done.add(output_index);
  }

  /** @param {any} event */
  #setResponse(event) {
    const { response } = event;
    if (response === null || typeof response !== "object") {
      throw new OpenAIError("Lifecycle events require a response object.");
    }
    if (this.#response && response.id !== this.#response.id) {
      throw new OpenAIError("Lifecycle response identity changed.");
    }
    const told = response.output == null ? this.#withOutput(event) : event;
    const { output, ...rest } = structuredClone(told.response);
    this.#checkUnfinished(event.type, output);
    this.#response = rest;
    if (ENDS.includes(event.type)) {
      this.#items = new Map(output.entries());
      this.#done = new Set(this.#items.keys());
    } else this.#mergeItems(output);
    return told;
  }

  /** What a response that names no output has put out. @param {any} event */
  #withOutput({ response, ...event }) {
    const isEnd = ENDS.includes(event.type);
    const done = event.type === "response.completed" ? this.#done : this.#items.keys();
    const output = isEnd ? structuredClone(this.#output(done)) : [];
    const text = isEnd ? { output_text: textOf(output) } : {};
    return { ...event, response: { ...response, output, ...text } };
  }

  /** An answer is not complete while an item of it is not. @param {string} type @param {any[]} output */
  #checkUnfinished(type, output) {
    if (type !== "response.completed") return;
    const known = new Set(output.map(identityOf));
    for (const [index, item] of this.#items) {
      if (this.#done.has(index) || known.has(identityOf(item))) continue;
      throw new OpenAIError("Cannot complete response with unfinished output items.");
    }
  }

  /** @param {any[]} output */
  #mergeItems(output) {
    for (const item of output) {
      const key = identityOf(item);
      const known = [...this.#items].find(([, other]) => identityOf(other) === key);
      this.#items.set(known?.[0] ?? this.#items.size, item);
    }
  }
}

/** @param {any} item */
const identityOf = ({ type, id, call_id }) =>
  JSON.stringify([type, call_id === undefined ? id : null, call_id]);

/** @param {any} known @param {any} item */
function checkIdentity(known, item) {
  for (const name of ["type", "id", "call_id"]) {
    if (known[name] === undefined || known[name] === item[name]) continue;
    throw new OpenAIError(`expected output item ${name} '${known[name]}', got '${item[name]}'`);
  }
}

// Events that repeat another but for their text: made from that one, with no JSON to parse.

import { textOf } from "./delta-text.js";

/**
 * An event that a template is made of (`src/protocol/stream/delta_template.rs` says which can be).
 * @typedef {object} Delta
 * @property {{ text?: string, delta?: { content: string } }[]} [choices]
 * @property {string} [delta]
 * @property {unknown} [logprobs]
 * @property {unknown} [obfuscation]
 * @property {unknown} [sequence_number]
 */

/** Makes items of what Rust decodes: of an event that repeats another it gives only what has changed. */
export class Repetitions {
  /** @type {Template | undefined} of the events that come, once there is one */
  template;
  /** @type {unknown} the last event that came whole */
  #whole;
  #isText;

  /** @param {boolean} isText whether only the text of the events is decoded, and wanted */
  constructor(isText) {
    this.#isText = isText;
  }

  /**
   * The items of a chunk: events, and what stands for those that repeat another.
   * @param {unknown[]} values
   * @returns {unknown[]}
   */
  expand(values) {
    const items = [];
    for (let at = 0; at < values.length;) {
      const value = values[at];
      if (typeof value === "string") {
        const template = this.renew();
        items.push(
          this.#isText
            ? template.textRun(value, Number(values[at + 1]))
            : new Repetition(template, values, at),
        );
        at += this.#isText ? 2 : template.size;
      } else {
        // What is no object stands in an array of its own.
        this.#whole = Array.isArray(value) ? value[0] : value;
        items.push(this.#whole);
        at++;
      }
    }
    return items;
  }

  /**
   * Makes a template of the last event that came whole, before somebody changes that.
   * @returns {Template}
   */
  renew() {
    if (this.#whole) this.template = new Template(/** @type {Delta} */ (this.#whole));
    this.#whole = undefined;
    return /** @type {Template} */ (this.template);
  }
}

/** An event without the values that may differ: its text, and if it has them a padding and a number. */
export class Template {
  #event;
  #hasPadding;
  #hasNumber;
  #isAnswer;

  /** @param {Delta} event with one choice, or a `delta`, and nothing else inside it */
  constructor(event) {
    // The caller gets the event and may change it: this copy is the template's own.
    this.#event = repeat(event, "");
    this.#hasPadding = typeof event.obfuscation === "string";
    this.#hasNumber = event.sequence_number !== undefined;
    /** How many values stand for an event. */
    this.size = 1 + Number(this.#hasPadding) + Number(this.#hasNumber);
    this.#isAnswer = textOf(repeat(event, "a")) === "a";
  }

  /**
   * What so many events add to an answer whose texts joined are this.
   * @param {string} text
   * @param {number} count
   */
  textRun(text, count) {
    return new TextRun(this.#isAnswer ? text : "", count);
  }

  /**
   * The event that values stand for.
   * @param {unknown[]} values
   * @param {number} at where its own begin
   */
  make(values, at) {
    const event = repeat(this.#event, /** @type {string} */ (values[at]));
    if (this.#hasPadding) event.obfuscation = values[at + 1];
    if (this.#hasNumber) event.sequence_number = values[at + this.size - 1];
    return event;
  }
}

/** An event that repeats another, made when it is asked for: many streams wait with many at hand. */
export class Repetition {
  /** @param {Template} template @param {unknown[]} values @param {number} at */
  constructor(template, values, at) {
    this.template = template;
    this.values = values;
    this.at = at;
  }

  make() {
    return this.template.make(this.values, this.at);
  }
}

/** The joined text of events in a row that repeat another, and how many they are. */
export class TextRun {
  /** @param {string} text @param {number} count */
  constructor(text, count) {
    this.text = text;
    this.count = count;
  }
}

/**
 * A copy with another text.
 * @param {Delta} event
 * @param {string} text
 */
function repeat(event, text) {
  const copy = { ...event };
  if (event.choices) copy.choices = [repeatChoice(event.choices[0], text)];
  else copy.delta = text;
  if (Array.isArray(event.logprobs)) copy.logprobs = [];
  return copy;
}

/**
 * @param {{ text?: string, delta?: { content: string } }} choice
 * @param {string} text
 */
const repeatChoice = (choice, text) =>
  choice.delta ? { ...choice, delta: { ...choice.delta, content: text } } : { ...choice, text };

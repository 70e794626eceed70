// Events that repeat another but for their text: made of that one, with no JSON to parse.

import { textOf } from "./delta-text.js";

/** Makes items of what Rust tells of events: of those that repeat another only what has changed. */
export class Repetitions {
  /** @type {any} the `Template` of the events that come, once there is one */
  template;
  /** @type {any} the last event that was told whole */
  #whole;
  #isText;

  /** @param {boolean} isText whether of an event only its text is told, and wanted */
  constructor(isText) {
    this.#isText = isText;
  }

  /**
   * The items of a chunk: events, and what stands for those that repeat another.
   * @param {any[]} values
   * @returns {any[]}
   */
  expand(values) {
    const items = [];
    for (let at = 0; at < values.length;) {
      const value = values[at];
      if (typeof value === "string") {
        const template = this.keep();
        items.push(
          this.#isText ? template.say(value, values[at + 1]) : new Repetition(template, values, at),
        );
        at += this.#isText ? 2 : template.size;
      } else {
        // What is no object stands in an array of its own.
        items.push(...(Array.isArray(value) ? value : [value]));
        this.#whole = items.at(-1);
        at++;
      }
    }
    return items;
  }

  /**
   * Makes a template of the last event that was told whole, before somebody changes that.
   * @returns {Template}
   */
  keep() {
    if (this.#whole) this.template = new Template(this.#whole);
    this.#whole = undefined;
    return this.template;
  }
}

/**
 * An event as a template for others; what the values are that may differ is for Rust to tell
 * (`src/protocol/stream/delta_template.rs`): a text, and where the event has them a padding and a number.
 */
export class Template {
  #event;
  #hasPadding;
  #hasNumber;
  #isSpoken;

  /** @param {any} event with one choice, or a `delta`, and nothing inside of it besides */
  constructor(event) {
    // Whoever gets the event may change it: what is kept here has to be nobody else's.
    this.#event = repeat(event, "");
    this.#hasPadding = typeof event.obfuscation === "string";
    this.#hasNumber = event.sequence_number !== undefined;
    /** How many values stand for an event. */
    this.size = 1 + Number(this.#hasPadding) + Number(this.#hasNumber);
    this.#isSpoken = textOf(repeat(event, "a")) === "a";
  }

  /**
   * What so many events with such a text in all add to an answer.
   * @param {string} text
   * @param {number} count
   */
  say(text, count) {
    return new Said(this.#isSpoken ? text : "", count);
  }

  /**
   * The event that values stand for.
   * @param {any[]} values
   * @param {number} at where its own begin
   */
  make(values, at) {
    const event = repeat(this.#event, values[at]);
    if (this.#hasPadding) event.obfuscation = values[at + 1];
    if (this.#hasNumber) event.sequence_number = values[at + this.size - 1];
    return event;
  }
}

/** An event that repeats another, made when it is asked for: many streams wait with many at hand. */
export class Repetition {
  /** @param {Template} template @param {any[]} values @param {number} at */
  constructor(template, values, at) {
    this.template = template;
    this.values = values;
    this.at = at;
  }

  make() {
    return this.template.make(this.values, this.at);
  }
}

/** The text of events in a row that repeat another, and how many they are. */
export class Said {
  /** @param {string} text @param {number} count */
  constructor(text, count) {
    this.text = text;
    this.count = count;
  }
}

/**
 * A copy with another text.
 * @param {any} event
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
 * @param {any} choice
 * @param {string} text
 */
const repeatChoice = (choice, text) =>
  choice.delta ? { ...choice, delta: { ...choice.delta, content: text } } : { ...choice, text };

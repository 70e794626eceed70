// What a turn of an agent came to.

import { OpenAIError } from "../core.js";
import { AgentOutputParseError } from "./agent-errors.js";

/** @param {any} message */
const textOf = ({ content }) =>
  content.map((/** @type {any} */ { type, text }) => (type === "output_text" ? text : "")).join("");

export class AgentTurnResult {
  /** @param {any} turn @param {any[]} messages */
  constructor(turn, messages) {
    this.turn = turn;
    this.messages = messages;
  }

  get session_id() {
    return this.turn.session_id;
  }

  get turn_id() {
    return this.turn.id;
  }

  get output_text() {
    return this.messages.map(textOf).join("");
  }
}

export class ParsedAgentTurnResult extends AgentTurnResult {
  /** @param {AgentTurnResult} result @param {unknown} parsed */
  constructor(result, parsed) {
    super(result.turn, result.messages);
    this.raw_result = result;
    this.output_parsed = parsed;
  }
}

/** The parser of a format, if it has one of its own. @param {any} format */
export function parserOf(format) {
  if (!format || !Object.hasOwn(format, "$parseRaw")) return undefined;
  if (typeof format.$parseRaw !== "function") return undefined;
  if (format.type !== "json_schema" || !format.schema) {
    throw new OpenAIError(
      "Typed agent formats require own enumerable type and schema data properties",
    );
  }
  return (/** @type {string} */ text) => format.$parseRaw(text);
}

/** @param {AgentTurnResult} result @param {((text: string) => unknown) | undefined} parse */
export function parseResult(result, parse) {
  if (!parse) return result;
  try {
    const texts = result.messages.flatMap(({ content }) =>
      content.flatMap((/** @type {any} */ { type, text }) =>
        type === "output_text" ? [text] : [],
      ),
    );
    // All have to be what the format says, though only the first is given.
    const [first] = texts.map((text) => [parse(text)]);
    return new ParsedAgentTurnResult(result, /** @type {any} */ (first)[0]);
  } catch {
    throw new AgentOutputParseError(result);
  }
}

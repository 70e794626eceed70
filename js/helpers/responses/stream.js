// A streamed response as events, those of texts and arguments with what they add up to.

import { APIError, OpenAIError, Stream } from "../core.js";
import { EventStream } from "../event-stream.js";
import { isParseable } from "../formats.js";
import { PartialJSON } from "../json/partial-json.js";
import { formatOf, splitOptions } from "./format.js";
import { isParsedCall, maybeParseResponse } from "./parse.js";
import { ResponseSnapshot } from "./snapshot.js";

const TEXT = "response.output_text.delta";
const ARGUMENTS = "response.function_call_arguments.delta";

export class ResponseStream extends EventStream {
  #params;
  /** @type {any} */
  #format;
  #snapshot = new ResponseSnapshot();
  /** What is parsed as it comes. @type {Map<string, PartialJSON>} */
  #texts = new Map();
  /** @type {any} */
  #response;

  /** @param {any} params */
  constructor(params) {
    super();
    this.#params = params;
  }

  /** @param {any} client @param {any} params @param {any} [options] */
  static create(client, params, options) {
    const { parseAs, rest } = splitOptions(options);
    // What cannot be is refused before anything is sent.
    const format = formatOf(params, parseAs);
    const stream = new ResponseStream(params);
    stream.#format = format;
    stream.run(() => stream.#request(client, params, rest));
    return stream;
  }

  /** @param {ReadableStream} readable of one event a line */
  static fromReadableStream(readable) {
    const stream = new ResponseStream(null);
    stream.run(() => {
      stream.connected();
      return stream.#read(Stream.fromReadableStream(readable, stream.controller));
    });
    return stream;
  }

  /** @param {any} client @param {any} params @param {any} options */
  async #request({ responses }, params, options) {
    this.follow(options.signal);
    const { signal } = this.controller;
    const given = { ...options, signal };
    const isFollowed = "response_id" in params;
    const events = isFollowed
      ? await responses.retrieve(params.response_id, { stream: true }, given)
      : await responses.create({ ...params, stream: true }, given);
    this.connected();
    // A response that is followed is read from its beginning: its texts need all of their deltas.
    await this.#read(events, isFollowed ? params.starting_after : undefined);
  }

  /** @param {any} events @param {number} [after] the number of the last event that is not told */
  async #read(events, after) {
    for await (const event of events) this.#add(event, after);
    if (events.controller.signal.aborted) throw this.abortError();
    const whole = this.#snapshot.whole;
    if (!whole) throw new OpenAIError("request ended without sending any events");
    const { tools } = this.#params ?? {};
    this.#response = maybeParseResponse(whole, tools, this.#format, this.#params !== null);
  }

  /** @param {any} event @param {number | undefined} after */
  #add(event, after) {
    if (this.ended) return;
    if (event.type === "error") {
      const isNested = event.error && typeof event.error === "object";
      throw new APIError(undefined, isNested ? event.error : event, event.message);
    }
    const told = this.#snapshot.add(event);
    if (!told) return;
    const extra = this.#extraOf(told);
    if (after != null && event.sequence_number <= after) return;
    this.emit("event", told);
    this.emit(told.type, extra ? { ...told, ...extra } : told);
  }

  /** What a delta adds up to, and what that means so far. @param {any} event */
  #extraOf(event) {
    const { type, output_index, content_index, delta } = event;
    if (type !== TEXT && type !== ARGUMENTS) return undefined;
    const snapshot = this.#snapshot.textOf(event);
    const isText = type === TEXT;
    const isParsed = isText
      ? isParseable(this.#format)
      : isParsedCall(this.#params?.tools, this.#snapshot.item(output_index));
    if (!isParsed) return { snapshot };
    const json = this.#jsonOf(`${output_index} ${content_index}`, snapshot, delta);
    if (!this.hasListeners(type)) return undefined;
    return { snapshot, [isText ? "parsed" : "parsed_arguments"]: json.value ?? null };
  }

  /** @param {string} key @param {string} snapshot @param {string} delta */
  #jsonOf(key, snapshot, delta) {
    const known = this.#texts.get(key);
    const json = known ?? new PartialJSON();
    this.#texts.set(key, json);
    json.accept(known ? delta : snapshot);
    return json;
  }

  [Symbol.asyncIterator]() {
    return this.iterate([["event", (event) => event]], { onReturn: () => this.abort() });
  }

  async finalResponse() {
    await this.done();
    if (!this.#response) throw new OpenAIError("stream ended without producing a Response");
    return this.#response;
  }
}

// A run of an assistant as events: messages, steps, tool calls and texts, as they grow.

import { APIError, OpenAIError, Stream, hasOwn } from "../core.js";
import { EventStream } from "../event-stream.js";
import { accumulate, addEntry } from "./delta.js";

/** The states in which a run, a step and a message stay. */
const RUN_ENDS = ["requires_action", "cancelled", "failed", "completed", "expired", "incomplete"];
const STEP_ENDS = ["completed", "failed", "cancelled", "expired"];
const MESSAGE_ENDS = ["completed", "incomplete"];

export class AssistantStream extends EventStream {
  /** @type {Map<string, any>} */
  #steps = new Map();
  /** @type {Map<string, any>} */
  #messages = new Map();
  /** The ids of the step and of the message that grow. @type {string | undefined} */
  #step;
  /** @type {string | undefined} */
  #message;
  /** @type {any} */
  #run;
  /** @type {any} */
  #finalRun;
  /** @type {any} */
  #event;
  /** The part of a message, and the tool call, that grow. @type {{ index?: number, value?: any }} */
  #content = {};
  /** @type {{ index?: number, value?: any }} */
  #call = {};

  /** @param {(options: any) => any} open @param {any} [options] */
  static create(open, options) {
    const stream = new AssistantStream();
    stream.run(async () => {
      stream.follow(options?.signal);
      const events = await open({ ...options, signal: stream.controller.signal });
      stream.connected();
      await stream.#read(events);
    });
    return stream;
  }

  /** @param {ReadableStream} readable what `toReadableStream` gave */
  static fromReadableStream(readable) {
    const stream = new AssistantStream();
    stream.run(() => {
      stream.connected();
      return stream.#read(Stream.fromReadableStream(readable, stream.controller));
    });
    return stream;
  }

  /** @param {any} events */
  async #read(events) {
    for await (const event of events) if (!this.ended) this.#add(event);
    if (events.controller.signal.aborted) throw this.abortError();
    if (!this.#finalRun) throw new Error("Final run has not been received");
    this.emit("run", this.#finalRun);
  }

  currentEvent() {
    return this.#event;
  }

  currentRun() {
    return this.#run;
  }

  currentMessageSnapshot() {
    return this.#message && this.#messages.get(this.#message);
  }

  currentRunStepSnapshot() {
    return this.#step && this.#steps.get(this.#step);
  }

  async finalRunSteps() {
    await this.done();
    return [...this.#steps.values()];
  }

  async finalMessages() {
    await this.done();
    return [...this.#messages.values()];
  }

  async finalRun() {
    await this.done();
    if (!this.#finalRun) throw new Error("Final run was not received.");
    return this.#finalRun;
  }

  [Symbol.asyncIterator]() {
    // What waits to be read does not grow with what comes after it.
    const onReturn = () => this.abort();
    return this.iterate([["event", (event) => structuredClone(event)]], { onReturn });
  }

  toReadableStream() {
    return new Stream(() => this[Symbol.asyncIterator](), this.controller).toReadableStream();
  }

  /** @param {any} event */
  #add(event) {
    const { event: type, data } = event;
    const [, kind, state] = /^thread\.(message|run\.step|run)\.(\w+)$/.exec(type) ?? [];
    if (kind === "message") this.#checkMessage(type, state, data);
    if (kind === "run.step") this.#checkStep(type, state, data);
    this.#event = event;
    this.emit("event", event);
    if (kind === "message") this.#addMessage(state, data);
    else if (kind === "run.step") this.#addStep(state, data);
    else if (kind === "run") this.#addRun(state, data);
    else if (type === "error") throw new APIError(undefined, data);
  }

  /** @param {string} type @param {string} state @param {any} data */
  #checkMessage(type, state, { id }) {
    checkID(id, "message event with an invalid message");
    if (state === "created") {
      if (this.#message) throw tooEarly("message creation", id, "message", this.#message);
      if (this.#messages.has(id)) throw twice("message", id, "message");
      this.#message = id;
    } else if (!this.#message) {
      throw new OpenAIError(
        state === "delta"
          ? "Received a delta with no existing snapshot (there should be one from message creation)"
          : "Received thread message event with no existing snapshot",
      );
    } else if (id !== this.#message) throw another(type, "message", id, this.#message);
  }

  /** @param {string} type @param {string} state @param {any} data */
  #checkStep(type, state, { id, delta }) {
    checkID(id, "run-step event with an invalid run-step");
    if (state === "delta" && delta && hasOwn(delta, "id")) {
      throw new OpenAIError("Run-step deltas must not contain an id field");
    }
    const isKnown = this.#steps.has(id);
    if (state === "created" && this.#step) {
      throw tooEarly("run-step creation", id, "run step", this.#step);
    }
    if (state === "created" && isKnown) throw twice("run-step", id, "run step");
    if (this.#step && id !== this.#step) throw another(type, "run step", id, this.#step);
    if (!this.#step && state === "delta") {
      throw new OpenAIError(
        isKnown
          ? `Received run-step delta for "${id}" with no active run step`
          : "Received a RunStepDelta before creation of a snapshot",
      );
    }
    if (!this.#step && isKnown) {
      throw new OpenAIError(
        `Received run-step event for run step "${id}", which has already been created`,
      );
    }
    if (state === "created" || state === "in_progress") this.#step = id;
  }

  /** @param {string} state @param {any} data */
  #addRun(state, data) {
    this.#run = data;
    if (!RUN_ENDS.includes(state)) return;
    this.#finalRun = data;
    this.#endCall();
  }

  #endCall() {
    if (this.#call.value) this.emit("toolCallDone", this.#call.value);
    this.#call = {};
  }

  /** @param {string} state @param {any} data */
  #addMessage(state, data) {
    const known = this.#messages.get(data.id);
    if (state === "delta") return this.#addMessageDelta(known, data.delta);
    if (state !== "in_progress") this.#messages.set(data.id, data);
    if (state === "created") {
      this.#content = {};
      this.emit("messageCreated", data);
    }
    if (!MESSAGE_ENDS.includes(state)) return;
    this.#endContent(data.content[this.#content.index ?? -1], data);
    this.emit("messageDone", data);
    this.#content = {};
    this.#message = undefined;
  }

  /** @param {any} part @param {any} message */
  #endContent(part, message) {
    if (part?.type === "text") this.emit("textDone", part.text, message);
    if (part?.type === "image_file") this.emit("imageFileDone", part.image_file, message);
  }

  /** @param {any} message @param {any} delta */
  #addMessageDelta(message, delta) {
    const parts = delta.content ?? [];
    const added = parts.filter((/** @type {any} */ part) =>
      addEntry(message.content, part, "content"),
    );
    for (const { index } of added) {
      const part = message.content[index];
      if (part.type === "text") this.emit("textCreated", part.text);
    }
    this.emit("messageDelta", delta, message);
    for (const part of parts) this.#addPart(message, part);
  }

  /** @param {any} message @param {any} part */
  #addPart(message, { index, type, text }) {
    const whole = message.content[index];
    if (type === "text" && text) {
      if (whole?.type !== "text") {
        throw new Error("The snapshot associated with this text delta is not text or missing");
      }
      this.emit("textDelta", text, whole.text);
    }
    if (index !== this.#content.index) this.#endContent(this.#content.value, message);
    this.#content = { index, value: whole };
  }

  /** @param {string} state @param {any} data */
  #addStep(state, data) {
    if (state === "delta") return this.#addStepDelta(this.#steps.get(data.id), data.delta);
    this.#steps.set(data.id, data);
    if (state === "created") {
      this.#call = {};
      this.emit("runStepCreated", data);
    }
    if (!STEP_ENDS.includes(state)) return;
    this.#step = undefined;
    if (data.step_details.type === "tool_calls") this.#endCall();
    this.emit("runStepDone", data, data);
    this.#call = {};
  }

  /** @param {any} step @param {any} delta */
  #addStepDelta(step, delta) {
    if (delta) accumulate(step, delta);
    const isCalls = [delta?.step_details, step.step_details].every(
      (details) => details?.type === "tool_calls",
    );
    for (const call of (isCalls && delta.step_details.tool_calls) || []) {
      this.#addCall(step.step_details.tool_calls, call);
    }
    this.emit("runStepDelta", delta, step);
  }

  /** @param {any[]} calls @param {any} delta */
  #addCall(calls, delta) {
    const value = calls[delta.index];
    if (delta.index === this.#call.index) return this.emit("toolCallDelta", delta, value);
    this.#endCall();
    this.#call = { index: delta.index, value };
    if (value) this.emit("toolCallCreated", value);
  }
}

/** @param {unknown} id @param {string} what */
function checkID(id, what) {
  if (typeof id === "string" && id !== "") return;
  throw new OpenAIError(`Received assistant ${what} ID`);
}

/** @param {string} what @param {string} id @param {string} kind @param {string} active */
const tooEarly = (what, id, kind, active) =>
  new OpenAIError(
    `Received ${what} for "${id}" before the active ${kind} "${active}" reached a terminal state`,
  );

/** @param {string} what @param {string} id @param {string} kind */
const twice = (what, id, kind) =>
  new OpenAIError(`Received ${what} creation for ${kind} "${id}", which has already been created`);

/** @param {string} type @param {string} kind @param {string} id @param {string} active */
const another = (type, kind, id, active) =>
  new OpenAIError(
    `Received ${type} for ${kind} "${id}", which does not match the active ${kind} "${active}"`,
  );

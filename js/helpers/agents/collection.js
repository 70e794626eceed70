// The events of a turn, read once, and what they come to, if that is asked for.

import { OpenAIError } from "../core.js";
import { AgentTurnResultError } from "./agent-errors.js";
import { AgentTurnResult } from "./result.js";
import { Collector } from "./turn.js";

export class ResultCollection {
  /** @type {AsyncGenerator<any, void> | undefined} */
  #events;
  #isEnabled = false;
  #isMissed = false;
  #isOver = false;
  /** @type {unknown} */
  #error;
  /** @type {Promise<AgentTurnResult> | undefined} */
  #result;
  #collector;
  #source;
  #canHandle;
  #signal;

  /**
   * @param {() => AsyncIterator<any>} source
   * @param {(name: string) => boolean} canHandle whether there is a function of that name
   * @param {AbortSignal} signal
   * @param {string} [session]
   */
  constructor(source, canHandle, signal, session) {
    this.#source = source;
    this.#canHandle = canHandle;
    this.#signal = signal;
    this.#collector = new Collector(session);
  }

  enable() {
    if (!this.#isEnabled && this.#isMissed) {
      throw new OpenAIError(
        "Call withResultCollection() before consuming events, or call finalResult() on a fresh stream.",
      );
    }
    this.#isEnabled = true;
  }

  iterate() {
    if (this.#events) throw new OpenAIError("An agent result stream can only be consumed once");
    this.#events = this.#observe();
    return this.#events;
  }

  async *#observe() {
    try {
      for await (const event of { [Symbol.asyncIterator]: this.#source }) {
        if (this.#isEnabled) this.#collector.accept(event);
        else this.#isMissed = true;
        yield event;
      }
    } catch (error) {
      if (this.#isEnabled) this.#error = error;
      throw error;
    } finally {
      this.#isOver = true;
    }
  }

  /** What the turn came to: reads what was not read. */
  finalResult() {
    return (this.#result ??= this.#collect());
  }

  async #collect() {
    this.enable();
    const events = this.#events ?? this.iterate();
    try {
      await this.#drain(events);
      return this.#finish();
    } catch (error) {
      if (error instanceof AgentTurnResultError) throw error;
      throw this.#failure("observation", error);
    } finally {
      await events.return();
    }
  }

  /** @param {AsyncGenerator<any, void>} events */
  async #drain(events) {
    while (!this.#isOver && !this.#collector.isReady) {
      this.#check(this.#canHandle);
      if ((await events.next()).done) break;
    }
    if (this.#collector.isReady) return;
    if (this.#error !== undefined) throw this.#error;
    if (this.#signal.aborted) throw this.#failure("observation", this.#signal.reason);
  }

  #finish() {
    const { isReady, isWhole, facts } = this.#collector;
    this.#check(() => isReady);
    if (!isWhole) throw this.#failure("observation");
    return new AgentTurnResult(facts.turn, facts.messages);
  }

  /** @param {(name: string) => boolean} canHandle */
  #check(canHandle) {
    const problem = this.#collector.problem(canHandle);
    if (problem) throw this.#failure(problem);
  }

  /** @param {string} reason @param {unknown} [cause] */
  #failure(reason, cause) {
    return new AgentTurnResultError(reason, this.#collector.facts, cause);
  }
}

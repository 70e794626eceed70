// The errors of agents, which extend that of the client: they are made when it is known.

import { OpenAIError, use } from "../core.js";

/** @type {any} */
export let AgentTurnResultError;
/** @type {any} */
export let AgentFileUploadError;
/** @type {any} */
export let AgentOutputParseError;

/** @param {Record<string, any>} core */
export function useForAgents(core) {
  use(core);
  AgentTurnResultError ??= turnResultError();
  AgentFileUploadError ??= fileUploadError();
  AgentOutputParseError ??= outputParseError();
}

const turnResultError = () =>
  class AgentTurnResultError extends OpenAIError {
    static name = "AgentTurnResultError";
    name = "AgentTurnResultError";

    /** @param {string} reason @param {any} facts @param {unknown} [cause] */
    constructor(reason, { session_id, turn, messages, required_actions }, cause) {
      super(`Could not collect the agent turn result: ${reason}`);
      Object.assign(this, { reason, session_id, turn, messages, required_actions, cause });
    }

    get turn_id() {
      return /** @type {any} */ (this).turn?.id;
    }
  };

const fileUploadError = () =>
  class AgentFileUploadError extends OpenAIError {
    static name = "AgentFileUploadError";
    name = "AgentFileUploadError";

    /** @param {any[]} uploadedFiles @param {unknown} cause */
    constructor(uploadedFiles, cause) {
      super("Agent file preparation or staging failed; uploaded files remain caller-owned.");
      this.uploadedFiles = uploadedFiles;
      Object.defineProperty(this, "cause", { value: cause, configurable: true });
    }
  };

const outputParseError = () =>
  class AgentOutputParseError extends OpenAIError {
    static name = "AgentOutputParseError";
    name = "AgentOutputParseError";
    #result;

    /** @param {any} result */
    constructor(result) {
      super("The completed agent output could not be parsed");
      this.#result = result;
    }

    get raw_result() {
      return this.#result;
    }
  };

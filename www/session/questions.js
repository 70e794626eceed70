// Messages and their answers: sent, streamed, stopped, and asked for again.

import { beginCall, hooksOf } from "../state/calls.js";
import * as conversation from "../state/conversation.js";
import { nameOf, routable } from "../state/organizations.js";

/** How each API is called. */
const methods = {
  chat: {
    name: "chat.completions.create",
    create: (client, params, options) => client.chat.completions.create(params, options),
  },
  responses: {
    name: "responses.create",
    create: (client, params, options) => client.responses.create(params, options),
  },
};

/**
 * @param {ReturnType<typeof import("../state/store.js").createStore>} store
 * @param {{ client: any, isReady: Promise<void> }} held
 */
export function createQuestions({ state, update }, held) {
  /**
   * @param {string} prompt
   * @param {import("../state/files.js").Attached[]} [files]
   */
  function send(prompt, files) {
    const turn = conversation.newTurn(prompt, files);
    const at = state.turns.findIndex(({ id }) => id === state.edited);
    if (at >= 0) state.turns.splice(at);
    state.edited = null;
    state.turns.push(turn);
    const chosen = state.rival === undefined ? [undefined] : [state.organization, state.rival];
    for (const organization of chosen) ask(turn, organization);
  }

  /**
   * Asks for another answer in place of one.
   * @param {any} turn
   * @param {any} answer
   * @param {string | null} [organization]
   */
  function retry(turn, answer, organization) {
    answer.controller.abort();
    turn.answers = turn.answers.filter((one) => one !== answer);
    ask(turn, organization);
  }

  /**
   * @param {any} turn
   * @param {string | null} [organization] that of the client, or routing, if left out
   */
  function ask(turn, organization) {
    const isRouted = organization === undefined && state.routing !== "off";
    const shown = organization === undefined ? state.organization : organization;
    const answer = conversation.newAnswer(shown, isRouted);
    const before = state.turns.slice(0, state.turns.indexOf(turn));
    turn.answers = [...turn.answers, answer];
    const params = conversation.paramsOf(state, [...before, { ...turn, answers: [] }]);
    void run(answer, params, organization);
  }

  async function run(answer, params, organization) {
    const { api } = state;
    update();
    await held.isReady;
    if (answer.controller.signal.aborted) return drop(answer);
    const call = begin(answer, params, api);
    const options = { signal: answer.controller.signal };
    if (organization !== undefined) options.organization = organization;
    try {
      const answering = methods[api].create(scopeOf(answer, call), params, options);
      const { data, response, meta } = await answering.withResponse();
      Object.assign(call, { meta, answerHeaders: [...response.headers] });
      answer.organization = meta.organization;
      for await (const event of data) take(answer, call, api, event);
      end(answer, call, options.signal.aborted ? "stopped" : "done");
    } catch (error) {
      fail(answer, call, error);
    }
  }

  /** An answer that was stopped before it was asked for. */
  function drop(answer) {
    answer.status = "stopped";
    update();
  }

  function begin(answer, params, api) {
    const { organization, isRouted } = answer;
    const organizations = routable(state.organizations);
    const routed = isRouted ? { routing: state.routing, organizations } : {};
    const setup = { ...held.client.toJSON(), organization, ...routed };
    const { name } = methods[api];
    answer.call = beginCall(state.calls, { name, params, setup }, Date.now());
    update();
    return answer.call;
  }

  /** A client of the call's own, whose hooks tell of this call alone; it shares the ledger. */
  function scopeOf({ isRouted }, call) {
    const hooks = hooksOf(call, Date.now, update);
    // An organization that was chosen is never moved.
    return held.client.withOptions(isRouted ? { ...hooks, organization: null } : hooks);
  }

  function take(answer, call, api, event) {
    const text = conversation.deltaOf(api, event);
    call.usage = conversation.usageOf(event) ?? call.usage;
    if (!text) return;
    call.firstText ??= Date.now();
    answer.text += text;
    answer.status = "streaming";
    update();
  }

  function fail(answer, call, error) {
    if (answer.controller.signal.aborted) return end(answer, call, "stopped");
    const { message, diagnosis = null, headers } = error;
    call.answerHeaders ??= headers ? [...headers] : null;
    if (diagnosis) answer.organization = diagnosis.sent.organization;
    call.error = answer.error = { message, diagnosis };
    end(answer, call, "failed");
  }

  function end(answer, call, status) {
    Object.assign(call, { status, ended: Date.now() });
    answer.status = status;
    const from = nameOf(state.organizations, answer.organization);
    state.announcement = `${from}: ${answer.error?.diagnosis?.remedy ?? (answer.text || status)}`;
    update();
  }

  /** Stops every answer that is still being written. */
  function stop() {
    for (const { controller } of conversation.runningAnswers(state.turns)) controller.abort();
  }

  return { send, retry, stop };
}

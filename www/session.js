// What the page does with the client: connect, send, stop, list models, verify.

import { OpenAIClient } from "/openai-wasm/index.js";
import { beginCall, hooksOf } from "./state/calls.js";
import * as conversation from "./state/conversation.js";
import { badgeOf, nameOf } from "./state/organizations.js";

/** One answer in the time that a person is willing to wait. */
const patience = { timeout: 120_000, dangerouslyAllowBrowser: true };

/**
 * The key lives in this closure, and in the client; the state only holds its label.
 * @param {ReturnType<typeof import("./state/store.js").createStore>} store
 */
export function createSession({ state, update }) {
  /** @type {any} */
  let client = null;

  /**
   * Makes the client anew; what was being answered keeps the old one.
   * @param {{ baseURL: string, apiKey: string | null }} wish a key of `null` keeps the one in use
   */
  function connect({ baseURL, apiKey }) {
    try {
      client = clientFor(client, baseURL, apiKey);
    } catch (error) {
      Object.assign(state.connection, { problem: error.message });
      return update();
    }
    const { baseURL: shown, apiKey: label } = client.toJSON();
    Object.assign(state.connection, { baseURL: shown, key: label, problem: "", isOpen: false });
    client.organization = state.organization;
    route();
    forgetFindings();
    void listModels();
  }

  function forgetFindings() {
    for (const known of state.organizations) known.finding = null;
  }

  /** @param {string | null} organization from the next message on */
  function choose(organization) {
    state.organization = organization;
    if (state.rival === organization) state.rival = undefined;
    client.organization = organization;
    void listModels();
    update();
  }

  /** Tells the client which organizations it may choose among. */
  function route() {
    const organizations = state.organizations.map(({ id }) => ({ organization: id }));
    const isOn = state.routing !== "off" && organizations.length > 0;
    client = client.withOptions({ organizations, routing: isOn ? state.routing : null });
    update();
  }

  async function listModels() {
    const { organization } = state;
    try {
      const { data } = await client.models.list({ organization, maxRetries: 0 });
      if (organization !== state.organization) return;
      state.models = data.map(({ id }) => id);
      if (!state.model) state.model = state.models[0] ?? "";
    } catch {
      // The model can be typed; what is wrong is said when a message is sent.
    }
    update();
  }

  /** @param {string[]} ids */
  async function verify(ids) {
    const asked = state.organizations.filter(({ id }) => ids.includes(id));
    for (const known of asked) known.isChecking = true;
    update();
    const found = await client.verify(ids).catch((error) => ids.map(() => unclear(error)));
    for (const [index, id] of ids.entries()) {
      const known = asked.find((one) => one.id === id);
      if (known) Object.assign(known, { isChecking: false, finding: found[index] });
    }
    state.announcement = asked.map((one) => `${one.name}: ${badgeOf(one).word}`).join(". ");
    update();
  }

  const unclear = (error) => ({ hasAccess: null, diagnosis: { remedy: error.message } });

  /**
   * @param {string} prompt
   * @param {{ name: string, url: string }[]} [images]
   */
  function send(prompt, images) {
    const turn = conversation.newTurn(prompt, images);
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
    const api = state.api;
    const [name, create] = methodOf(api);
    const setup = { ...client.toJSON(), routing: answer.isRouted ? state.routing : null };
    if (answer.isRouted) setup.organizations = state.organizations.map(({ id }) => id);
    const call = beginCall(state.calls, { name, params, setup: { ...setup, organization } }, now());
    if (organization === undefined) call.setup.organization = answer.organization;
    answer.call = call;
    const own = client.withOptions({
      ...hooksOf(call, now, update),
      ...(answer.isRouted && { organization: null }),
    });
    const options = { signal: answer.controller.signal };
    if (organization !== undefined) options.organization = organization;
    update();
    try {
      const { data, response, meta } = await create(own)(params, options).withResponse();
      Object.assign(call, { meta, answerHeaders: [...response.headers] });
      if (meta.organization !== null) answer.organization = meta.organization;
      for await (const event of data) take(answer, call, api, event);
      end(answer, call, answer.controller.signal.aborted ? "stopped" : "done");
    } catch (error) {
      fail(answer, call, error);
    }
  }

  function take(answer, call, api, event) {
    const text = conversation.deltaOf(api, event);
    call.usage = conversation.usageOf(event) ?? call.usage;
    if (!text) return;
    call.firstText ??= now();
    answer.text += text;
    answer.status = "streaming";
    update();
  }

  function fail(answer, call, error) {
    if (answer.controller.signal.aborted) return end(answer, call, "stopped");
    const { message, diagnosis = null, headers } = error;
    call.answerHeaders ??= headers ? [...headers] : null;
    const sent = diagnosis?.sent?.organization;
    if (sent !== undefined) answer.organization = sent;
    call.error = answer.error = { message, diagnosis };
    end(answer, call, "failed");
  }

  function end(answer, call, status) {
    Object.assign(call, { status, ended: now() });
    answer.status = status;
    const from = nameOf(state.organizations, answer.organization);
    state.announcement = `${from}: ${answer.error?.diagnosis?.remedy ?? (answer.text || status)}`;
    update();
  }

  /** Stops every answer that is still being written. */
  function stop() {
    for (const { controller } of conversation.runningAnswers(state.turns)) controller.abort();
  }

  /** @param {string | null} organization */
  const rateLimits = (organization) =>
    client?.rateLimits({ organization, model: state.model }) ?? null;

  return { connect, choose, route, listModels, verify, send, retry, stop, rateLimits };
}

const now = () => Date.now();

/** @returns {[string, (client: any) => (params: any, options: any) => any]} */
function methodOf(api) {
  if (api === "responses") {
    return [
      "responses.create",
      (client) =>
        (...given) =>
          client.responses.create(...given),
    ];
  }
  return [
    "chat.completions.create",
    (client) =>
      (...g) =>
        client.chat.completions.create(...g),
  ];
}

function clientFor(client, baseURL, apiKey) {
  if (!client || apiKey !== null) {
    return new OpenAIClient({ ...patience, baseURL, apiKey: apiKey || "none" });
  }
  return client.withOptions({ baseURL });
}

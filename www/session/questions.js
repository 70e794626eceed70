// Messages and their answers: sent, stopped, continued, and asked for again.

import { beginCall, hooksOf, speedOf } from "../state/calls.js";
import * as conversation from "../state/conversation.js";
import { failureOf } from "../state/failures.js";
import { nameOf, routable } from "../state/organizations.js";
import { withParameters } from "../state/parameters.js";
import { absorb, usageOf } from "../state/reply.js";
import { isInside, transportOf } from "./transport.js";

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

/** Kinds of failures after which an organization is not offered again. */
const refusals = new Set(["invalid_organization", "mismatched_organization"]);

/** What is drawn no more often need not be worked out more often, in milliseconds. */
const frame = 16;

/** So many events of a call are kept for the inspector. */
const mostEvents = 400;

export class Questions {
  /**
   * @param {ReturnType<typeof import("../state/store.js").createStore>} store
   * @param {{ client: any, isReady: Promise<void> }} current
   */
  constructor({ state, update }, current) {
    Object.assign(this, { state, update, current });
  }

  /**
   * @param {string} prompt
   * @param {import("../state/files.js").Attached[]} [files]
   */
  send(prompt, files) {
    this.append(conversation.newTurn(prompt, files));
  }

  /** Sends an edited message in the place of what it was, and of all that came after. */
  sendEdited(prompt, files) {
    const at = this.state.turns.findIndex(({ id }) => id === this.state.edited);
    if (at >= 0) this.state.turns.splice(at);
    this.state.edited = null;
    this.send(prompt, files);
  }

  /** Adds a turn at the end, and asks whoever was chosen. */
  append(turn, fault = null) {
    const isCompared = this.state.rival !== null && !fault;
    // In a comparison both are asked who were chosen, whatever routing would do.
    const wish = isCompared ? { organization: this.state.organization } : {};
    this.state.turns.push(turn);
    this.ask(turn, { ...wish, fault: fault ?? this.takeFault() });
    if (isCompared) this.ask(turn, { organization: this.state.organization, ...this.state.rival });
  }

  /**
   * Shows what the client does about a fault, without touching what is being written.
   * @param {string} prompt
   * @param {string} fault as the simulator reads it
   */
  provoke(prompt, fault) {
    this.append(conversation.newTurn(prompt), fault);
  }

  /** The fault that waits for the next message is met by it alone. */
  takeFault() {
    const [first, ...rest] = this.state.armed;
    this.state.armed = rest;
    return first?.header ?? null;
  }

  /**
   * Asks for another answer in the place of one.
   * @param {any} turn
   * @param {any} answer
   * @param {{ organization?: string | null, model?: string }} [wish] that of a comparison stays as
   *   it was, unless it says otherwise
   */
  retry(turn, answer, wish = {}) {
    answer.controller.abort();
    const isCompared = turn.answers.length > 1;
    const { organization, model, isRouted } = answer;
    const same = isCompared && !isRouted ? { organization, model } : {};
    this.ask(turn, { ...same, ...wish }, turn.answers.indexOf(answer));
  }

  /**
   * Goes on with an answer that was cut.
   * @param {any} turn
   * @param {any} answer
   */
  goOn(turn, answer) {
    const cut = answer.text;
    answer.reply.finish = null;
    Object.assign(answer, { status: "waiting", error: null, controller: new AbortController() });
    const wish = answer.isRouted ? {} : { organization: answer.organization };
    void this.run(answer, this.paramsFor(turn, answer.model, cut), wish);
  }

  /**
   * @param {any} turn
   * @param {{ organization?: string | null, model?: string, fault?: string | null }} wish what is
   *   left out is the client's, or routing's
   * @param {number} [place] among the answers of the turn
   */
  ask(turn, wish, place = turn.answers.length) {
    const { organization, model = this.state.model } = wish;
    const isRouted =
      organization === undefined && this.state.routing !== "off" && !this.state.isPinned;
    const shown = organization === undefined ? this.state.organization : organization;
    const answer = conversation.newAnswer({ organization: shown, model, isRouted });
    turn.answers = turn.answers.toSpliced(place, 1, answer);
    void this.run(answer, this.paramsFor(turn, model), wish);
  }

  paramsFor(turn, model, cut) {
    const before = this.state.turns.slice(0, this.state.turns.indexOf(turn));
    const { api, parameters } = this.state;
    const params = conversation.paramsOf({ ...this.state, model }, before, turn, cut);
    return withParameters(api, params, parameters);
  }

  async run(answer, params, { organization, fault = null }) {
    const { api } = this.state;
    this.update();
    await this.current.isReady;
    const { signal } = answer.controller;
    if (signal.aborted) return this.drop(answer);
    const call = this.begin(answer, params, api);
    const options = { signal, ...(organization !== undefined && { organization }) };
    const transport = transportOf({ api, isStream: params.stream === true, fault });
    try {
      const client = this.scopeOf(answer, call, transport);
      await this.read(answer, call, methods[api].create(client, params, options));
      this.end(answer, call, signal.aborted ? "stopped" : "done");
    } catch (error) {
      this.fail(answer, call, error);
    }
  }

  /** Reads an answer, which is a stream unless extra JSON says otherwise. */
  async read(answer, call, answering) {
    const { data, response, meta } = await answering.withResponse();
    Object.assign(call, { meta, answerHeaders: [...response.headers] });
    answer.organization = meta.organization;
    if (!data?.[Symbol.asyncIterator]) this.take(answer, call, data);
    else for await (const event of data) this.take(answer, call, event);
    if (answer.reply.failure) throw answer.reply.failure;
  }

  /** An answer that was stopped before it was asked for. */
  drop(answer) {
    answer.status = "stopped";
    this.update();
  }

  begin(answer, params, api) {
    const { organization, isRouted } = answer;
    const organizations = routable(this.state.organizations);
    const routed = isRouted ? { routing: this.state.routing, organizations } : {};
    const setup = {
      ...this.current.client.toJSON(),
      organization,
      ...routed,
      ...keyOf(this.state),
    };
    const { name } = methods[api];
    answer.call = beginCall(this.state.calls, { name, params, setup }, Date.now());
    this.update();
    return answer.call;
  }

  /** A client of the call's own, whose hooks tell of this call alone; it shares the ledger. */
  scopeOf({ isRouted }, call, fetch) {
    const hooks = { ...hooksOf(call, Date.now, () => this.noteWait(call)), fetch };
    // An organization that was chosen is never moved.
    return this.current.client.withOptions(isRouted ? { ...hooks, organization: null } : hooks);
  }

  /** A wait that a server asked for is one of its organization. */
  noteWait({ attempts, waits }) {
    const { organization, kind } = attempts.at(-1) ?? {};
    const wait = waits.at(-1);
    const known = this.state.organizations.find(({ id }) => id === organization);
    if (known && wait && /limit|too_many/.test(kind ?? "")) known.roomAt = wait.at + wait.wait;
    this.update();
  }

  take(answer, call, event) {
    call.count += 1;
    if (call.events.length < mostEvents) call.events.push(event);
    absorb(answer.reply, event);
    answer.usage = call.usage = usageOf(event) ?? call.usage;
    call.finish = answer.reply.finish;
    const now = Date.now();
    // To part thoughts from the text looks at all of it: once a frame is enough.
    if (now - answer.settledAt >= frame) conversation.settleReply(answer, now);
    const { text, reasoning, refusal, tools } = answer.reply;
    if (!text && !reasoning && !refusal && tools.length === 0) return;
    call.firstText ??= now;
    answer.status = "streaming";
    this.update();
  }

  fail(answer, call, error) {
    if (answer.controller.signal.aborted) return this.end(answer, call, "stopped");
    const failure = failureOf(error);
    call.answerHeaders ??= error.headers ? [...error.headers] : null;
    const { kind, sent } = failure.diagnosis ?? {};
    if (sent) answer.organization = sent.organization;
    const known = this.state.organizations.find(({ id }) => id === sent?.organization);
    if (known && refusals.has(kind)) known.isRefused = true;
    call.error = answer.error = failure;
    this.end(answer, call, "failed");
  }

  end(answer, call, status) {
    Object.assign(call, { status, ended: Date.now() });
    conversation.settleReply(answer, call.ended);
    answer.status = status;
    answer.speed = speedOf(call);
    if (answer.thinking.begun !== null) answer.thinking.ended ??= call.ended;
    const from = nameOf(this.state.organizations, answer.organization);
    const said = answer.error?.remedy ?? (answer.text || answer.reply.refusal || status);
    this.state.announcement = `${from}: ${said}`;
    this.update();
  }

  /** Stops every answer that is still being written. */
  stop() {
    for (const { controller } of conversation.runningAnswers(this.state.turns)) controller.abort();
  }
}

/** The simulator's key is no secret: it works nowhere else. */
const keyOf = ({ simulator, connection: { baseURL, isPublicKey } }) => ({
  ...(isPublicKey ? { publicKey: simulator.apiKey } : {}),
  isInside: isInside(baseURL),
});

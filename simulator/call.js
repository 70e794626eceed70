// One request on its way through the simulator: its scope, model, faults, and its end.

import { FaultSet } from "./faults/faults.js";
import { createId, createRandom } from "./random.js";
import { keyId } from "./accounts/authorize.js";
import { poolsOf, rateLimitHeaders } from "./accounts/rate-limits.js";

/** The state of one request. */
export class Call {
  /** @type {import("./accounts/authorize.js").Scope | undefined} */
  scope;
  /** @type {import("./accounts/accounts.js").Model | undefined} */
  model;
  /** @type {Error | undefined} why the request may not pass */
  denial;
  faults = new FaultSet([]);
  /** @type {any} the JSON of the request, if it has one */
  json;
  #controller = new AbortController();
  #breakers = /** @type {((error: Error) => void)[]} */ ([]);

  /**
   * @param {any} world
   * @param {Request} request
   * @param {{ path: string, reset?: () => void }} surroundings
   */
  constructor(world, request, { path, reset }) {
    this.world = world;
    this.request = request;
    this.path = path;
    this.reset = reset;
    this.started = world.now();
    this.random = createRandom(world.seed * 100_003 + ++world.calls);
    this.id = createId.request(this.random);
    this.entry = world.journal.add(request, { id: this.id, time: this.started, path });
    this.#follow(request.signal);
  }

  #follow(signal) {
    if (!signal) return;
    const leave = () => {
      this.abort();
      // Under Node the adapter cancels the body itself when the client goes.
      if (!this.reset) this.#break(signal.reason);
    };
    if (signal.aborted) return leave();
    signal.addEventListener("abort", leave, { once: true });
  }

  get signal() {
    return this.#controller.signal;
  }

  /**
   * Puts what the call used on the organization's account.
   * @param {string} kind  of usage, in the words of the admin API
   * @param {{ input: number, output: number }} usage
   */
  bill(kind, { input, output }) {
    const { organization, project, key, account } = this.scope;
    this.world.spending.add({
      kind,
      time: this.world.now() / 1000,
      organization: organization.id,
      project: project?.id ?? null,
      key: key.id ?? keyId(key.key),
      user: account?.id ?? null,
      model: this.model.id,
      input,
      output,
    });
  }

  get pace() {
    return this.world.pace;
  }

  get pools() {
    return this.scope && this.model ? poolsOf(this.world, this.scope, this.model) : [];
  }

  get rateLimitHeaders() {
    return rateLimitHeaders(this.pools);
  }

  /** The client has gone. */
  abort() {
    if (!this.entry.finished) this.entry.aborted = true;
    this.#controller.abort();
  }

  /** Called with an error when the connection breaks in the middle of the body. */
  onBreak(breaker) {
    this.#breakers.push(breaker);
  }

  /** Breaks the connection: the socket where there is one, else the body. */
  breakConnection() {
    this.entry.finished = true;
    if (this.reset) return this.reset();
    this.#break(new TypeError("connection reset"));
  }

  #break(error) {
    for (const breaker of this.#breakers) breaker(error);
  }
}

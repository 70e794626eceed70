// The client of the page: made from an address and a key, tested, switched, and put to use.

import { OpenAIClient } from "/openai-wasm/web.js";
import { modelsIn } from "../state/models.js";
import { unknown } from "../state/organizations.js";
import { applyProfile, newProfile, profileOf } from "../state/profile.js";
import { blockedBy, isSameOrigin, otherPath, readAddress } from "../state/servers.js";
import { reportOf } from "../state/test-report.js";
import { reach } from "./transport.js";

/** No answer in this time is none that a person waits for. */
const timeout = 120_000;

/** The key lives in the client alone; the state only holds its label. */
export class Connection {
  /** The client that was tested last: a corrected address keeps its key. */
  tried = null;
  /** Answers of an earlier server or test come too late. */
  latest = 0;

  /**
   * @param {ReturnType<typeof import("../state/store.js").createStore>} store
   * @param {{ client: any, isReady: Promise<void>, settle: () => void, profiles: Map<string, any> }} current
   */
  constructor({ state, update }, current) {
    Object.assign(this, { state, update, current });
  }

  /**
   * Asks a server for its models, and puts it to use if it answers.
   * @param {{ address: string, apiKey: string, model?: string }} wish
   */
  async test({ address, apiKey, model }) {
    const { baseURL, problem } = readAddress(address);
    const number = ++this.latest;
    const blocked = problem || blockedBy(baseURL, location);
    if (blocked) return this.show({ isFine: false, text: blocked });
    Object.assign(this.state.connection, { isTesting: true, report: null });
    this.update();
    const found = await this.probe(baseURL, apiKey);
    if (number !== this.latest) return;
    this.state.connection.isTesting = false;
    if (found.models) return this.use({ ...found, model });
    this.show({ ...found.report, baseURL, model });
  }

  /** Leaves a test that is under way to itself. */
  leave() {
    this.latest += 1;
    this.state.connection.isTesting = false;
  }

  show(report) {
    this.state.connection.report = report;
    this.update();
  }

  async probe(baseURL, apiKey) {
    try {
      this.tried = clientFor(this.tried ?? this.current.client, baseURL, apiKey);
    } catch ({ message }) {
      return { report: { isFine: false, text: message } };
    }
    const answer = await listOf(this.tried);
    if (answer.models) return { client: this.tried, models: answer.models };
    const { error } = answer;
    const path = error.status === 404 || !error.status ? otherPath(baseURL) : null;
    const better = path && (await listOf(this.tried.withOptions({ baseURL: path })));
    const suggestion = better?.models ? path : null;
    return { report: reportOf(error, { baseURL, suggestion }) };
  }

  /** Connects to what a test found wrong: not every server has a list of models. */
  useAnyway() {
    const { model } = this.state.connection.report;
    this.use({ client: this.tried ?? this.current.client, models: [], model });
  }

  /** Goes on with the server of the last visit, whose key is not kept. */
  resume(profile) {
    this.useServer({ baseURL: profile.baseURL, apiKey: "", models: [] });
    if (!profile.hasKey) return;
    const text = "Your key is never kept: enter it again to go on here.";
    Object.assign(this.state.connection, {
      isOpen: true,
      hasKey: true,
      report: { isFine: false, text },
    });
    this.update();
  }

  /** A server that needs no test: that of the page itself. */
  useServer({ baseURL, apiKey, models }) {
    this.use({
      client: new OpenAIClient({ ...optionsFor(baseURL, apiKey), fetch: reach }),
      models,
    });
  }

  /** Back to what came with the page. */
  useSimulator() {
    this.leave();
    this.useServer(this.state.simulator);
  }

  /**
   * Puts a client to use; what was being answered keeps the one before.
   * @param {{ client: any, models: string[], model?: string }} found
   */
  use({ client, models, model }) {
    const { baseURL, apiKey: label } = client.toJSON();
    const isSimulated = this.state.simulator?.baseURL === baseURL;
    if (baseURL !== this.state.connection.baseURL) this.switchProfile(baseURL);
    const hasKey = client.apiKey !== noKey;
    const isPublicKey = isSimulated && client.apiKey === this.state.simulator.apiKey;
    Object.assign(this.state.connection, { baseURL, isSimulated, key: label, hasKey, isPublicKey });
    Object.assign(this.state.connection, { isOpen: false, report: null });
    this.current.client = client;
    this.tried = null;
    this.state.models = models;
    this.state.model = model || this.state.model || (models[0] ?? "");
    for (const known of this.state.organizations) Object.assign(known, unknown);
    this.state.announcement = `Connected to ${isSimulated ? "the simulator" : baseURL}`;
    this.current.settle();
    client.organization = this.state.organization;
    this.route();
    if (models.length === 0 || this.state.organization !== null) void this.listModels();
  }

  switchProfile(baseURL) {
    this.current.profiles.set(this.state.connection.baseURL, profileOf(this.state));
    applyProfile(
      this.state,
      this.current.profiles.get(baseURL) ?? newProfile(baseURL, this.state.simulator),
    );
  }

  /** @param {string | null} organization from the next message on */
  choose(organization) {
    this.state.organization = organization;
    // While routing is on, this is an exception from it.
    this.state.isPinned = this.state.routing !== "off";
    if (this.state.rival?.organization === organization) this.state.rival = null;
    if (this.current.client) {
      this.current.client.organization = organization;
      void this.listModels();
    }
    this.update();
  }

  /** Lets routing choose again. */
  unpin() {
    this.state.isPinned = false;
    this.update();
  }

  /** Tells the client which organizations it may choose among. */
  route() {
    if (this.state.routing === "off") this.state.isPinned = false;
    if (!this.current.client) return this.update();
    const listed = this.state.organizations.filter(({ finding }) => finding?.hasAccess !== false);
    const isOn = this.state.routing !== "off" && listed.length > 0;
    // Without routing, a list would bring a default of its own.
    const organizations = isOn ? listed.map(({ id: organization }) => ({ organization })) : [];
    const routing = isOn ? this.state.routing : null;
    this.current.client = this.current.client.withOptions({ organizations, routing });
    this.update();
  }

  /** What is wrong is said when a message is sent: until then a model can be typed. */
  async listModels() {
    const { organization, connection } = this.state;
    const { baseURL } = connection;
    const { models } = await listOf(this.current.client, organization);
    if (!models || organization !== this.state.organization || baseURL !== connection.baseURL)
      return;
    this.state.models = models;
    this.state.model ||= models[0] ?? "";
    this.update();
  }
}

async function listOf(client, organization = null) {
  try {
    const page = await client.models.list({ organization, maxRetries: 0, timeout: 20_000 });
    const list = page?.data ?? page?.models ?? page;
    if (Array.isArray(list)) return { models: modelsIn(list) };
    return { error: new Error("the answer holds no list of models") };
  } catch (error) {
    return { error };
  }
}

/** A key is meant for one server: another one must not get it unasked. */
function clientFor(known, baseURL, apiKey) {
  if (known && !apiKey && isSameOrigin(known.baseURL, baseURL)) {
    return known.withOptions({ baseURL });
  }
  return new OpenAIClient({ ...optionsFor(baseURL, apiKey), fetch: reach });
}

/** A server on this machine often wants no key at all, but the client wants one. */
const noKey = "none";

const optionsFor = (baseURL, apiKey) => ({
  baseURL,
  apiKey: apiKey || noKey,
  timeout,
  dangerouslyAllowBrowser: true,
});

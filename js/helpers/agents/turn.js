// Where in a turn the events of a session are.

const ENDS = ["completed", "failed", "cancelled"].map((end) => `agent.session.turn.${end}`);

/** How many events are remembered, so that none counts twice. */
const REMEMBERED = 1024;

export class TurnState {
  /** @type {string | undefined} */
  #turn;
  #isOver = false;
  /** @type {Set<string>} */
  #seen = new Set();
  /** @type {Set<string>} */
  #calls = new Set();

  /** Whether an event is new. @param {any} event */
  accept(event) {
    if (this.#seen.has(event.event_id)) return false;
    if (this.#seen.size === REMEMBERED)
      this.#seen.delete(/** @type {any} */ (this.#seen.values().next()).value);
    this.#seen.add(event.event_id);
    const isFirst = event.type === "agent.session.turn.created" && event.turn.subagent_id === null;
    if (isFirst) this.#turn ??= event.turn_id;
    if (ENDS.includes(event.type) && event.turn_id === this.#turn)
      this.#isOver = this.#turn !== undefined;
    return true;
  }

  /** Whether nothing more comes of the turn. @param {any} event @param {string} id */
  isEnd({ type, session }, id) {
    if (type === "agent.session.failed") return true;
    if (type === "agent.session.idle") return this.#isOver;
    const isReached = type === "agent.session.budget_reached" && session.id === id;
    return isReached && (this.#turn === undefined || this.#isOver);
  }

  /** The call that an event brings, once. @param {any} event */
  call({ type, item }) {
    if (type !== "agent.session.turn.item.added" || item.type !== "function_call") return undefined;
    const key = JSON.stringify([item.turn_id, item.call_id]);
    if (this.#calls.has(key)) return undefined;
    this.#calls.add(key);
    return item;
  }
}

/** Gathers what a turn came to. */
export class Collector {
  /** @type {any} */
  #facts = { session_id: undefined, turn: undefined, required_actions: [] };
  /** @type {Map<string, { index: number, message: any }>} */
  #messages = new Map();
  #hasFailed = false;
  #isOver = false;
  isReady = false;

  /** @param {string} [session] */
  constructor(session) {
    this.#facts.session_id = session;
  }

  /** @param {any} event */
  accept(event) {
    if (this.isReady) return;
    const facts = this.#facts;
    if (event.session) this.#acceptSession(event);
    const isFirst = event.type === "agent.session.turn.created" && event.turn.subagent_id === null;
    if (isFirst && !facts.turn) {
      facts.turn = structuredClone(event.turn);
      facts.session_id = event.turn.session_id;
    }
    const id = event.item ? event.item.turn_id : event.turn_id;
    if (!facts.turn || id !== facts.turn.id) return;
    if (event.turn) {
      facts.turn = structuredClone(event.turn);
      this.#isOver ||= ENDS.includes(event.type);
    }
    if (event.type === "agent.session.turn.item.done") this.#acceptItem(event);
  }

  /** @param {any} event */
  #acceptSession({ type, session }) {
    const facts = this.#facts;
    facts.session_id ??= session.id;
    facts.required_actions = structuredClone(session.required_actions ?? []);
    this.#hasFailed ||= type === "agent.session.failed";
    const isIdle = type === "agent.session.idle" && this.#isOver;
    const isReached = type === "agent.session.budget_reached" && session.id === facts.session_id;
    this.isReady ||= isIdle || (isReached && (!facts.turn || this.#isOver));
  }

  /** @param {any} event */
  #acceptItem({ item, output_index: index }) {
    const isMessage = item.type === "message" && item.status === "completed";
    if (!isMessage || item.phase === "commentary" || this.#messages.has(item.id)) return;
    this.#messages.set(item.id, { index, message: structuredClone(item) });
  }

  get messages() {
    const found = [...this.#messages.values()].sort((a, b) => a.index - b.index);
    return found.map(({ message }) => message);
  }

  get facts() {
    return { ...this.#facts, messages: this.messages };
  }

  /** Why there is no result, if there will be none. @param {(name: string) => boolean} canHandle */
  problem(canHandle) {
    const { turn, required_actions } = this.#facts;
    if (this.#hasFailed || turn?.status === "failed") return "failed";
    if (turn?.status === "cancelled") return "cancelled";
    const isHandled = (/** @type {any} */ { type, name }) =>
      type === "function_call" && canHandle(name);
    return required_actions.every(isHandled) ? undefined : "requires_action";
  }

  get isWhole() {
    return this.#isOver && this.isReady && this.#facts.turn?.status === "completed";
  }
}

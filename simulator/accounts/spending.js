// What every organization was charged: tokens and requests by the minute, and what they cost.

/** Dollars for a million tokens. */
const prices = {
  "gpt-4o": [2.5, 10],
  "gpt-4o-acme": [3.75, 15],
  "gpt-4o-mini": [0.15, 0.6],
  "gpt-4.1": [2, 8],
  "gpt-5": [1.25, 10],
  "gpt-5-pro": [15, 120],
  o3: [2, 8],
  "gpt-3.5-turbo-instruct": [1.5, 2],
  "text-embedding-3-small": [0.02, 0],
  "text-embedding-3-large": [0.13, 0],
};

const minute = 60;

// A day of one call each minute, for seventy combinations of project, key and model.
const mostLines = 100_000;

/**
 * @typedef {{ kind: string, time: number, organization: string, project: string | null, key: string,
 *   user: string | null, model: string, input: number, output: number, requests: number }} Line
 */

/** One line for a minute, a project, a key and a model. */
export class Spending {
  /** @type {Map<string, Line>} */
  #lines = new Map();

  /** @param {Omit<Line, "requests">} use  its time in seconds */
  add(use) {
    const time = Math.floor(use.time / minute) * minute;
    const { kind, organization, project, key, model } = use;
    const name = [kind, time, organization, project, key, model].join(" ");
    const line = this.#lines.get(name) ?? { ...use, time, input: 0, output: 0, requests: 0 };
    line.input += use.input;
    line.output += use.output;
    line.requests += 1;
    this.#lines.set(name, line);
    if (this.#lines.size > mostLines) this.#lines.delete(this.#lines.keys().next().value);
  }

  /**
   * The lines of an organization in a span of seconds.
   * @param {string} organization
   * @param {{ from: number, to: number, kind?: string }} span
   */
  of(organization, { from, to, kind }) {
    return [...this.#lines.values()].filter(
      (line) =>
        line.organization === organization &&
        (kind === undefined || line.kind === kind) &&
        line.time + minute > from &&
        line.time < to,
    );
  }
}

/** @param {Line} line */
export function costOf({ model, input, output }) {
  const [forInput, forOutput] = Object.hasOwn(prices, model) ? prices[model] : [0, 0];
  return (input * forInput + output * forOutput) / 1_000_000;
}

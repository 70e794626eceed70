// What a stream of events tells, and gives in the end, in a form in which two can be compared.

/** Whatever the listeners of a stream were given, as it was then. @param {unknown} value */
const frozen = (value) => structuredClone(value);

/**
 * An error by what it says; which class it is counts if both clients have it.
 * @param {any} error
 */
export const describe = (error) => ({
  class: error.constructor.name,
  message: error.message,
  cause: error.cause?.message,
});

/**
 * @param {any} stream
 * @param {string[]} events whose listeners are called
 * @param {(event: string, args: any[], stream: any) => void} [react]
 */
export function record(stream, events, react = () => {}) {
  /** @type {[string, unknown[]][]} */
  const told = [];
  for (const event of events) {
    stream.on(event, (/** @type {any[]} */ ...args) => {
      told.push([event, args.map((arg) => (arg instanceof Error ? describe(arg) : frozen(arg)))]);
      react(event, args, stream);
    });
  }
  return told;
}

/** @param {any} stream @param {string[]} promises @param {string[]} states */
export async function settle(stream, promises, states) {
  const settled = await Promise.allSettled(promises.map((name) => stream[name]()));
  const outcomes = settled.map((each) =>
    each.status === "fulfilled" ? { value: each.value } : { error: describe(each.reason) },
  );
  const entries = promises.map((name, index) => [name, outcomes[index]]);
  const seen = states.map((name) => [name, stream[name]]);
  return { outcomes: Object.fromEntries(entries), states: Object.fromEntries(seen) };
}

/**
 * An answer of events, in pieces of a size; it may break off with an error.
 * @param {unknown[]} events
 * @param {{ size?: number, isCut?: boolean, broken?: Error }} [options]
 */
export function answerWith(events, { size = Infinity, isCut, broken } = {}) {
  const text = events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join("");
  const bytes = new TextEncoder().encode(isCut ? text : `${text}data: [DONE]\n\n`);
  const step = Math.min(size, bytes.length || 1);
  let at = 0;
  const body = new ReadableStream({
    pull(controller) {
      if (at < bytes.length) controller.enqueue(bytes.slice(at, (at += step)));
      else if (broken) controller.error(broken);
      else controller.close();
    },
  });
  return new Response(body, { headers: { "content-type": "text/event-stream" } });
}

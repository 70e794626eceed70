// What an answer was charged for, wherever its kind of answer says so.

/**
 * Tells the ledger the id and the usage of an answer.
 * @param {any} exchange
 * @param {any} [answer] the body, or the last event of a stream
 */
export function recordUsage(exchange, answer) {
  const body = answer?.response ?? answer;
  const usage = body?.usage;
  const id = typeof body?.id === "string" ? body.id : undefined;
  const input = count(usage?.input_tokens ?? usage?.prompt_tokens);
  const output = count(usage?.output_tokens ?? usage?.completion_tokens);
  exchange.finalMeta = exchange.call.recordUsage(id, input, output);
}

/**
 * A count of tokens; what is no number counts for nothing, as converting it may run its own code.
 * @param {unknown} value
 */
const count = (value) => (typeof value === "number" ? value : 0);

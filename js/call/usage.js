// What an answer was charged for, wherever its kind of answer says so.

/**
 * Tells the ledger the id and the usage of an answer.
 * @param {any} exchange
 * @param {any} [answer] the body, or the last event of a stream
 */
export function settle(exchange, answer) {
  const body = answer?.response ?? answer;
  const usage = body?.usage;
  const id = typeof body?.id === "string" ? body.id : undefined;
  const input = usage?.input_tokens ?? usage?.prompt_tokens;
  const output = usage?.output_tokens ?? usage?.completion_tokens;
  exchange.words = exchange.call.settle(id, Number(input ?? 0), Number(output ?? 0));
}

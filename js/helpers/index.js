// What the client loads when one of its composed methods is called for the first time.

import { use } from "./core.js";
import { parseCompletion, validateTools } from "./chat/parse.js";
import { runTools } from "./chat/run-tools.js";
import { ChatCompletionStream } from "./chat/stream.js";
import { formatOf, splitOptions } from "./responses/format.js";
import { parseResponse } from "./responses/parse.js";
import { ResponseStream } from "./responses/stream.js";

export { use };

/**
 * What each method makes, at once: of a client, its arguments, and what stands for it outside.
 * @type {Record<string, (client: any, args: any[], face: any) => any>}
 */
export const makers = {
  "chat.completions.stream": (client, [body, options]) =>
    ChatCompletionStream.create(client, body, options),
  "chat.completions.runTools": (client, [body, options], face) =>
    runTools(client, body, options, face),
  "responses.stream": (client, [body, options]) => ResponseStream.create(client, body, options),
};

/**
 * What is sent, and what is made of the answer.
 * @type {Record<string, (body: any, options: any) => { options: any, parse: (answer: any) => any }>}
 */
export const parsers = {
  "chat.completions.parse": (body, options) => {
    validateTools(body.tools);
    return { options, parse: (completion) => parseCompletion(completion, body) };
  },
  "responses.parse": (body, given) => {
    const { parseAs, rest } = splitOptions(given);
    const format = formatOf(body, parseAs);
    return { options: rest, parse: (response) => parseResponse(response, body.tools, format) };
  },
};

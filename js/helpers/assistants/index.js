// The streams of assistants, which are loaded when one is asked for.

import { use } from "../core.js";
import { AssistantStream } from "./stream.js";

export { use };

/** @param {any} client @param {any[]} args */
const ofRun = ({ beta }, [thread, body, options]) =>
  AssistantStream.create(
    (given) => beta.threads.runs.create(thread, { ...body, stream: true }, given),
    options,
  );

/** @type {Record<string, (client: any, args: any[]) => any>} */
export const makers = {
  "beta.threads.createAndRunStream": ({ beta }, [body, options]) =>
    AssistantStream.create(
      (given) => beta.threads.createAndRun({ ...body, stream: true }, given),
      options,
    ),
  "beta.threads.runs.stream": ofRun,
  "beta.threads.runs.createAndStream": ofRun,
  "beta.threads.runs.submitToolOutputsStream": ({ beta }, [run, params, options]) =>
    AssistantStream.create(
      (given) => beta.threads.runs.submitToolOutputs(run, { ...params, stream: true }, given),
      options,
    ),
};

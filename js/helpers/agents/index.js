// What agents need beyond single requests, loaded when the first of it is called.

import { ResultArtifacts } from "./artifacts.js";
import { prepare, upload } from "./files.js";
import { AgentSessionStream } from "./stream.js";

export { withResult } from "./create.js";
export { useForAgents as use } from "./agent-errors.js";

/** @type {Record<string, (client: any, args: any[]) => any>} */
export const makers = {
  "beta.agents.sessions.stream": ({ beta }, [session, params, options]) =>
    new AgentSessionStream(beta.agents.sessions, session, params, options),
  "beta.agents.sessions.artifacts.forResult": (client, [result]) =>
    new ResultArtifacts(client, result),
  "beta.agents.environments.files.prepare": (client, [files, options]) =>
    prepare(client, files, options),
  "beta.agents.environments.files.upload": (client, [environment, params, options]) =>
    upload(client, environment, params, options),
};

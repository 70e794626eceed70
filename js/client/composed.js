// The methods of `openai` that are no single request, each built on those that are.

import { APIConnectionTimeoutError, APIUserAbortError, OpenAIError } from "../errors.js";
import { pause } from "../call/deadline.js";
import { HelperStream, load } from "./helpers.js";
import { unwrap, verifySignature } from "./webhooks.js";

/** How long to wait between two looks if neither the caller nor the server says, in milliseconds. */
const INTERVAL = 5000;

/** The states in which a file, and a run, have come to rest. */
const FILE_RESTS = ["completed", "failed", "cancelled"];
const RUN_RESTS = [...FILE_RESTS, "requires_action", "incomplete", "expired"];

/**
 * Looks again and again until something is in one of some states.
 * @param {any} namespace whose method `retrieve` looks
 * @param {string} id
 * @param {any} params
 * @param {any} options
 * @param {string[]} rests
 */
async function poll(namespace, id, params, options, rests) {
  const wanted = options?.pollIntervalMs ?? undefined;
  if (wanted !== undefined && !(typeof wanted === "number" && wanted >= 0)) {
    throw new OpenAIError("pollIntervalMs must be a number of milliseconds, 0 or more");
  }
  for (;;) {
    const { data, response } = await namespace.retrieve(id, params, options).withResponse();
    if (rests.includes(data.status)) return data;
    const asked = parseInt(response.headers.get("openai-poll-after-ms"), 10);
    const interval = wanted ?? (Number.isNaN(asked) ? INTERVAL : asked);
    await pause(interval, options?.signal).catch((cause) => {
      throw Object.assign(new APIUserAbortError(), { cause });
    });
  }
}

/** Namespace and name of each method; `this` is the namespace. @type {Record<string, Function>} */
export const composed = {
  "vectorStores.files.poll": pollFile,
  "vectorStores.files.createAndPoll": andPoll("create"),
  "vectorStores.files.uploadAndPoll": andPoll("upload"),
  "vectorStores.files.upload": async function (
    /** @type {any} */ storeID,
    /** @type {any} */ file,
    /** @type {any} */ options,
  ) {
    const { id } = await uploaded(this, file, options);
    return this.create(storeID, { file_id: id }, options);
  },
  "vectorStores.fileBatches.poll": pollFile,
  "vectorStores.fileBatches.createAndPoll": andPoll("create"),
  "vectorStores.fileBatches.uploadAndPoll": uploadBatch,
  "beta.threads.runs.poll": function (
    /** @type {any} */ id,
    /** @type {any} */ { thread_id },
    /** @type {any} */ options,
  ) {
    return poll(this, id, { thread_id }, options, RUN_RESTS);
  },
  "beta.threads.runs.createAndPoll": async function (
    /** @type {any} */ thread_id,
    /** @type {any} */ body,
    /** @type {any} */ options,
  ) {
    const { id } = await this.create(thread_id, body, options);
    return this.poll(id, { thread_id }, options);
  },
  "beta.threads.runs.submitToolOutputsAndPoll": async function (
    /** @type {any} */ runID,
    /** @type {any} */ params,
    /** @type {any} */ options,
  ) {
    const { id } = await this.submitToolOutputs(runID, params, options);
    return this.poll(id, params, options);
  },
  "beta.threads.createAndRunPoll": async function (
    /** @type {any} */ body,
    /** @type {any} */ options,
  ) {
    const threads = /** @type {any} */ (this);
    const { id, thread_id } = await threads.createAndRun(body, options);
    return threads.runs.poll(id, { thread_id }, options);
  },
  "files.waitForProcessing": waitForProcessing,
  "webhooks.unwrap": unwrap,
  "webhooks.verifySignature": verifySignature,
};

/** Streams, which are there at once and begin when their code is, by the file that it is in. */
const streams = {
  helpers: "chat.completions.stream chat.completions.runTools responses.stream",
  assistants:
    "beta.threads.createAndRunStream beta.threads.runs.createAndStream beta.threads.runs.stream " +
    "beta.threads.runs.submitToolOutputsStream",
  agents: "beta.agents.sessions.stream beta.agents.sessions.artifacts.forResult",
};

for (const [file, names] of Object.entries(streams)) {
  for (const name of names.split(" ")) {
    composed[name] = function (/** @type {any[]} */ ...args) {
      const { _client } = /** @type {any} */ (this);
      return new HelperStream(file, ({ makers }, face) => makers[name](_client, args, face));
    };
  }
}

for (const verb of ["prepare", "upload"]) {
  const name = `beta.agents.environments.files.${verb}`;
  composed[name] = async function (/** @type {any[]} */ ...args) {
    const { makers } = await load("agents");
    return makers[name](/** @type {any} */ (this)._client, args);
  };
}

/**
 * Creates a session; with a stream, its functions are called, and what it came to can be asked for.
 * @param {Function} create the request alone
 */
const createSession = (create) =>
  /** @this {any} @param {any} body @param {any} options */
  function (body, options) {
    const { toolHandlers, ...sent } = body ?? {};
    if (toolHandlers !== undefined && sent.stream !== true) {
      throw new OpenAIError("toolHandlers requires stream: true");
    }
    const created = create.call(this, body && sent, options);
    if (!sent.stream) return created;
    return created._thenUnwrap(async (/** @type {any} */ stream) =>
      (await load("agents")).withResult(stream, this, body, options),
    );
  };

composed["beta.agents.sessions.create"] = Object.assign(() => {}, { around: createSession });

/** Answers that are parsed: what cannot be is refused before anything is sent. */
for (const name of ["chat.completions.parse", "responses.parse"]) {
  composed[name] = function (/** @type {any} */ body, /** @type {any} */ options) {
    const plan = load("helpers").then(({ parsers }) => parsers[name](body, options));
    const sent = /** @type {any} */ (this).create(
      body,
      plan.then((known) => known.options),
    );
    return sent._thenUnwrap(async (/** @type {any} */ answer) => (await plan).parse(answer));
  };
}

/**
 * @this {any}
 * @param {string} vector_store_id
 * @param {string} id
 * @param {any} options
 */
function pollFile(vector_store_id, id, options) {
  return poll(this, id, { vector_store_id }, options, FILE_RESTS);
}

/** @param {string} begin the method that comes first */
function andPoll(begin) {
  /** @this {any} @param {string} storeID @param {any} body @param {any} options */
  return async function (storeID, body, options) {
    const { id } = await this[begin](storeID, body, options);
    return this.poll(storeID, id, options);
  };
}

/**
 * @param {any} namespace
 * @param {any} file
 * @param {any} options
 */
const uploaded = ({ _client }, file, options) =>
  _client.files.create({ file, purpose: "assistants" }, options);

/**
 * Uploads several files at a time, then waits for them all.
 * @this {any}
 * @param {string} storeID
 * @param {{ files: any[], fileIds?: string[] }} given
 * @param {any} [options]
 */
async function uploadBatch(storeID, given, options) {
  const { files, fileIds = [] } = given;
  const { maxConcurrency, ...rest } = options ?? {};
  const most = maxConcurrency ?? 5;
  if (!files?.length)
    throw new OpenAIError("uploadAndPoll needs files: for ids there is createAndPoll");
  if (!(Math.floor(most) >= 1)) throw new RangeError(`maxConcurrency must be 1 or more`);
  const ids = [...fileIds];
  const left = files.values();
  const work = async () => {
    for (const file of left) ids.push((await uploaded(this, file, rest)).id);
  };
  const workers = Array.from({ length: Math.min(Math.floor(most), files.length) }, work);
  const settled = await Promise.allSettled(workers);
  const causes = settled.flatMap((each) => (each.status === "rejected" ? [each.reason] : []));
  if (causes.length > 0) {
    throw new AggregateError(causes, `${causes.length} uploads failed: \`errors\` says why`);
  }
  return this.createAndPoll(storeID, { file_ids: ids }, rest);
}

/**
 * @this {any}
 * @param {string} id
 * @param {{ pollInterval?: number, maxWait?: number }} [options]
 */
async function waitForProcessing(id, options) {
  const { pollInterval = INTERVAL, maxWait = 1_800_000 } = options ?? {};
  const begun = performance.now();
  let file = await this.retrieve(id);
  while (!["processed", "error", "deleted"].includes(file.status)) {
    await pause(pollInterval, undefined);
    file = await this.retrieve(id);
    if (performance.now() - begun > maxWait) {
      const message = `gave up on waiting for ${id} to be processed after ${maxWait} milliseconds`;
      throw new APIConnectionTimeoutError({ message });
    }
  }
  return file;
}

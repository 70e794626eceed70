// Calls of every kind, answered, refused, cut, left and aborted, all with one signal.
const chat = { model: "gpt-4o", messages: [{ role: "user", content: "Say hello" }] };

/** A fault that the simulator answers one request with. */
const faulty = (/** @type {string} */ fault) => ({ headers: { "x-simulator-fault": fault } });

/** What is expected to fail: the class is tested elsewhere, here only that it ends. */
const failing = (/** @type {Promise<unknown>} */ promise) =>
  Promise.resolve(promise).then(
    () => {},
    () => {},
  );

async function readAll(/** @type {any} */ items) {
  for await (const _ of await items);
}

/**
 * @param {any} client
 * @param {AbortSignal} signal that is never aborted
 */
export function mixture(client, signal) {
  const { completions } = client.chat;
  const stream = (/** @type {any} */ options) =>
    completions.create({ ...chat, stream: true }, { signal, ...options });
  const file = () => new File(["x".repeat(2_000)], "a.jsonl");
  return [
    () => completions.create(chat, { signal }),
    () => readAll(stream({})),
    async () => {
      for await (const _ of await stream({})) break;
    },
    async () => {
      const [left, right] = (await stream({})).tee();
      await readAll(left);
      await readAll(right);
    },
    async () => {
      for await (const _ of (await stream({})).text());
    },
    // Nobody reads it: the collector has to find it.
    () => stream({}),
    () => abortedCall(completions),
    () => abortedStream(completions),
    () => failing(readAll(stream(faulty("cut")))),
    () => failing(readAll(stream(faulty("reset")))),
    () => failing(readAll(stream(faulty("malformed_event")))),
    () => failing(readAll(stream(faulty("error_event")))),
    () => failing(readAll(stream({ ...faulty("stall"), idleTimeout: 20 }))),
    () => failing(completions.create(chat, { signal, ...faulty("half_json") })),
    () => failing(completions.create(chat, { signal, ...faulty("500"), maxRetries: 0 })),
    () => failing(completions.create(chat, { signal, ...faulty("html"), maxRetries: 0 })),
    () => readAll(client.models.list({ signal })),
    () => client.models.list({ signal }).asResponse(),
    () => client.withOptions({ organization: "org-team" }).models.retrieve("gpt-4o", { signal }),
    () => roundTrip(client, file(), signal),
  ];
}

async function abortedCall(/** @type {any} */ completions) {
  const controller = new AbortController();
  const call = completions.create(chat, { signal: controller.signal });
  controller.abort();
  await failing(call);
}

async function abortedStream(/** @type {any} */ completions) {
  const controller = new AbortController();
  const { signal } = controller;
  for await (const _ of await completions.create({ ...chat, stream: true }, { signal })) {
    controller.abort();
  }
}

/** A file up, down and away. */
async function roundTrip(
  /** @type {any} */ client,
  /** @type {File} */ file,
  /** @type {any} */ signal,
) {
  const { id } = await client.files.create({ file, purpose: "batch" }, { signal });
  await (await client.files.content(id, { signal })).arrayBuffer();
  await client.files.delete(id, { signal });
}

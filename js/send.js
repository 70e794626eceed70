// Hands a request to `fetch`, and what happens meanwhile to whoever wants to hear of it.

/**
 * What JavaScript has of a call: what is sent with it, what the client holds, and its own options.
 * @typedef {object} Sending
 * @property {any} call
 * @property {any} [body]
 * @property {Promise<[any, string?]>} [form]
 * @property {Record<string, any>} held
 * @property {Record<string, any>} [own]
 * @property {boolean} [isHeard]
 */

/**
 * Sends the request of a call.
 * @param {Sending} sending
 * @param {AbortSignal} signal
 * @param {[any, string?]} [form] that was made, with its content type
 * @returns {Promise<Response>}
 */
export function send(sending, signal, [form, type] = [undefined]) {
  const { call, body, held, own } = sending;
  const text = call.send(type ?? "");
  tell(sending);
  return dispatch(text, form ?? body, signal, held, own);
}

/**
 * Calls `fetch(url, init)`.
 * @param {string} text what `send` of a call gave
 * @param {any} body
 * @param {AbortSignal} signal
 * @param {any} held by the client: `fetch` and `fetchOptions`
 * @param {any} own to the call: `fetchOptions`
 * @returns {Promise<Response>}
 */
export function dispatch(text, body, signal, held, own) {
  const [method, url, made, ...parts] = text.split("\0");
  const headers = new Headers();
  for (let i = 0; i + 1 < parts.length; i += 2) headers.set(parts[i], parts[i + 1]);
  const sent = made === "-" ? body : made.slice(1);
  /** @type {any} */
  const init = { method, headers, signal };
  const more = [held?.fetchOptions, own?.fetchOptions].filter(Boolean);
  if (more.length > 0) Object.assign(init, ...more, { signal });
  if (sent !== undefined) init.body = sent;
  // A stream cannot be sent to a second place; Node, unless told so, keeps all of it for that.
  if (sent instanceof ReadableStream) {
    Object.assign(init, { duplex: "half", window: null, redirect: init.redirect ?? "error" });
  }
  const fetch = held?.fetch ?? globalThis.fetch;
  return fetch(url, init);
}

/**
 * Lets the hooks hear what has happened; what one throws, or rejects with, does no harm.
 * @param {Sending} sending
 */
export function tell({ call, held, isHeard }) {
  if (!isHeard) return;
  for (const line of call.read("told").split("\n").filter(Boolean)) {
    const [name] = line.split(" ", 1);
    const hook = held[name];
    try {
      const heard = hook(JSON.parse(line.slice(name.length)));
      if (heard?.then) Promise.resolve(heard).catch(() => {});
    } catch {
      // The call goes on as if nobody had listened.
    }
  }
}

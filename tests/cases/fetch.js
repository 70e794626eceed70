// A `fetch` that gives the answers of a case, one after the other, and counts its calls.

/**
 * @param {object[]} answers as `driver.json` has them
 * @returns {{ fetch: (url: string, init: RequestInit) => Promise<unknown>, calls: number }}
 */
export function answering(answers) {
  const made = {
    calls: 0,
    async fetch(url, init) {
      const answer = answers[Math.min(made.calls++, answers.length - 1)];
      if ("gives" in answer) return answer.gives;
      if ("throws" in answer) throw thrownOf(answer.throws);
      if (answer.hangs) return hang(init.signal);
      return responseOf(answer);
    },
  };
  return made;
}

function thrownOf({ name = "TypeError", message, cause }) {
  const options = cause === undefined ? {} : { cause: thrownOf(cause) };
  return Object.assign(new Error(message, options), { name });
}

function hang(signal) {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

function responseOf({ status = 200, type = "application/json", headers, body, json, breaks }) {
  const text = json === undefined ? body : JSON.stringify(json);
  const all = { ...(type && { "content-type": type }), ...headers };
  return new Response(breaks ? broken(text) : text, { status, headers: all });
}

/** A body that breaks off behind a text. */
function broken(text) {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(text));
    },
    pull(controller) {
      controller.error(new TypeError("terminated"));
    },
  });
}

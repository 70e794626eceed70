// Waiting that ends at once when a request is given up.

/** Realistic times in milliseconds; `pace` multiplies them. */
export const times = {
  firstToken: (random) => 30 + 30 * random(),
  token: 15,
  whole: (tokens) => Math.min(1_500, 40 + 2 * tokens),
};

/**
 * @param {number} milliseconds
 * @param {AbortSignal} signal
 * @returns {Promise<void>}
 */
export function pause(milliseconds, signal) {
  if (!(milliseconds > 0) || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener("abort", done, { once: true });
    function done() {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
  });
}

/**
 * Waits until the request is given up.
 * @param {AbortSignal} signal
 * @returns {Promise<void>}
 */
export function abandoned(signal) {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

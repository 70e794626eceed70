// What a signal of the caller ends: with one listener on it, however many requests that is.

/** What a signal ends; the set itself is the listener. */
class Followers extends Set {
  handleEvent() {
    for (const end of [...this]) end();
  }
}

/** @type {WeakMap<AbortSignal, Followers>} */
const followersOf = new WeakMap();

/**
 * Calls a function when a signal is aborted.
 * @param {AbortSignal} signal
 * @param {() => void} end
 */
export function follow(signal, end) {
  const followers = followersOf.get(signal) ?? new Followers();
  if (followers.size === 0) signal.addEventListener("abort", followers);
  followersOf.set(signal, followers.add(end));
}

/**
 * Calls it no more.
 * @param {AbortSignal | null | undefined} signal
 * @param {() => void} end
 */
export function unfollow(signal, end) {
  const followers = signal && followersOf.get(signal);
  if (!followers?.delete(end) || followers.size > 0) return;
  signal?.removeEventListener("abort", followers);
}

/** @type {FinalizationRegistry<() => void> | undefined} */
let registry;

/**
 * Does something once an object is collected; older runtimes never say so.
 * @param {object} object
 * @param {() => void} action that does not refer to the object
 */
export function afterwards(object, action) {
  if (!globalThis.FinalizationRegistry) return;
  registry ??= new globalThis.FinalizationRegistry((act) => act());
  registry.register(object, action);
}

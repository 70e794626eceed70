// Every way into the module: one that never came back (a stack overflow, a trap, a time limit) spoils
// no later one.
//
// Whatever ends a call in the middle leaves the module's memory in no known state. No code of ours runs
// then for sure, so the next one to come finds the door open: it starts an instance afresh, in which
// clients are made again as they were, and calls that were under way fail with a sentence.

import * as glue from "#glue";
import { OpenAIError } from "../errors.js";

/** @typedef {{ free(): void, __wbg_ptr: number, epoch: number }} Handle what the glue's classes are */

/** Which instance it is, counted from 0. */
let epoch = 0;

/** Whether somebody is inside, or never came back. */
let isInside = false;

let startInstance = () => {};

/** @type {FinalizationRegistry<Handle> | undefined} */
let abandoned;

/** @param {() => void} start starts another instance */
export function restartWith(start) {
  startInstance = start;
}

/** Starts afresh if the last call never came back. */
function settle() {
  if (!isInside) return;
  epoch += 1;
  startInstance();
  // At last: were this cut as well, the next one would do it again.
  isInside = false;
}

/**
 * Whether an object of the glue belongs to the instance that there is now.
 * @param {any} handle
 */
export function isCurrent(handle) {
  settle();
  return handle?.epoch === epoch;
}

/**
 * @template {(...args: any[]) => any} Enter
 * @param {Enter} enter
 * @param {boolean} [isMethod] whether it is one of a handle
 * @returns {Enter}
 */
function guarded(enter, isMethod) {
  /** @this {Handle | undefined} @param {unknown[]} args */
  const cross = function (...args) {
    settle();
    if (isMethod && !isCurrent(this)) throw new OpenAIError(LOST);
    isInside = true;
    try {
      const result = enter.apply(this, args);
      isInside = false;
      return result?.__wbg_ptr ? adopted(result) : result;
    } catch (thrown) {
      // Only our own errors are handed out by code that has come to its end.
      if (thrown instanceof OpenAIError) isInside = false;
      const Trap = globalThis.WebAssembly?.RuntimeError;
      if (!Trap || !(thrown instanceof Trap)) throw thrown;
      throw new OpenAIError(`the module of openai-wasm stopped: ${thrown.message}`, {
        cause: thrown,
      });
    }
  };
  return /** @type {any} */ (cross);
}

const LOST =
  "the call is lost: something else in this program was cut off inside openai-wasm (a stack overflow, " +
  "a time limit, no more memory), which then had to start afresh";

/**
 * Notes which instance an object belongs to, and frees it there when nobody holds it any more.
 * @param {Handle} handle
 */
function adopted(handle) {
  handle.epoch = epoch;
  // Old Workers have none. The stand-in that is freed has the address, and holds nothing else.
  const { FinalizationRegistry } = globalThis;
  abandoned ??= FinalizationRegistry && new FinalizationRegistry((standIn) => standIn.free());
  const { __wbg_ptr } = handle;
  const standIn = Object.assign(Object.create(Object.getPrototypeOf(handle)), { __wbg_ptr, epoch });
  abandoned?.register(handle, standIn, handle);
  return handle;
}

/** @param {{ prototype: any }} Class of the glue */
function guardClass({ prototype }) {
  const { free } = prototype;
  for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
    if (name === "constructor" || name.startsWith("__")) continue;
    const key = property.get ? "get" : "value";
    Object.defineProperty(prototype, name, { ...property, [key]: guarded(property[key], true) });
  }
  /** Never throws: in an instance that is gone there is nothing to free. */
  prototype.free = /** @this {Handle} */ function () {
    if (isInside || this.epoch !== epoch || !this.__wbg_ptr) return;
    abandoned?.unregister(this);
    free.call(this);
    // Whoever uses it all the same gets an error, and does not enter.
    this.epoch = -1;
  };
}

guardClass(glue.Client);
guardClass(glue.Call);

export const newClient = guarded(
  /** @param {ConstructorParameters<typeof glue.Client>} args */
  (...args) => new glue.Client(...args),
);
export const catalogue = guarded(glue.catalogue);
export const signature = guarded(glue.signature);

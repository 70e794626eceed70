// Server-sent events as bytes, and the borders of the network chunks they arrive in.

const encoder = new TextEncoder();

/**
 * @typedef {{ event?: string, data: object | string, isToken?: boolean, isFirst?: boolean }} StreamEvent
 */

/** @param {StreamEvent} event */
export function encodeEvent({ event, data }) {
  const text = typeof data === "string" ? data : JSON.stringify(data);
  return encoder.encode(`${event ? `event: ${event}\n` : ""}data: ${text}\n\n`);
}

export const encodeText = (text) => encoder.encode(text);

/**
 * An event up to the middle of a four-byte character of its text.
 * @param {Uint8Array} bytes
 */
export function cutInsideCharacter(bytes) {
  const text = new TextDecoder().decode(bytes);
  const opening = /"(?:content|delta|text)":"/.exec(text);
  const before = opening ? text.slice(0, opening.index + opening[0].length) : "data: ";
  return join([encoder.encode(before), new Uint8Array([0xf0, 0x9f])]);
}

/** Joins and splits events, as networks do: some chunks hold several, some end inside one. */
export class ChunkBorders {
  #held = new Uint8Array(0);

  /** @param {import("../random.js").Random} random */
  constructor(random) {
    this.random = random;
  }

  /**
   * @param {Uint8Array} bytes  one whole event
   * @returns {Uint8Array} what is sent now; may be empty
   */
  push(bytes) {
    const held = this.#held.length;
    const all = join([this.#held, bytes]);
    const chance = this.random();
    const border = chance < 0.15 ? 0 : chance < 0.3 ? this.#borderInside(held, bytes) : all.length;
    this.#held = all.subarray(border);
    return all.subarray(0, border);
  }

  #borderInside(held, bytes) {
    return held + 1 + Math.floor(this.random() * (bytes.length - 1));
  }

  flush() {
    const rest = this.#held;
    this.#held = new Uint8Array(0);
    return rest;
  }
}

/** @param {Uint8Array[]} parts */
export function join(parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

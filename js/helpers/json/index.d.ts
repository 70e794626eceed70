/**
 * A JSON text that comes in pieces, each of which is read once.
 *
 * What `value` gave does not change with later pieces: only what is on the way to the change is made
 * anew, everything else is shared.
 */
export declare class PartialJSON {
  /**
   * Reads the next piece, cut anywhere.
   * @throws {SyntaxError} if the text is no JSON, with the place
   */
  push(text: string): this;
  /**
   * The value so far; `undefined` before it begins. Strings grow, words are known by their first
   * letter, numbers when something follows them.
   */
  readonly value: unknown;
  /** Whether the text so far is JSON. */
  readonly isComplete: boolean;
}

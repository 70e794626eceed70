// The files that one turn of a session made.

import { OpenAIError } from "../core.js";

export class ResultArtifacts {
  #artifacts;
  #session;
  #turn;

  /** @param {any} client @param {any} result */
  constructor(client, { session_id, turn_id }) {
    this.#artifacts = client.beta.agents.sessions.artifacts;
    this.#session = session_id;
    this.#turn = turn_id;
  }

  /** @param {string} path @param {any} [options] */
  async retrieve(path, options) {
    const query = { ...options?.query, environment_id: undefined };
    const found = [];
    for await (const artifact of this.#artifacts.list(this.#session, {}, { ...options, query })) {
      const { session_id, turn_id } = artifact;
      const isOwn = session_id === this.#session && turn_id === this.#turn;
      if (isOwn && artifact.path === path) found.push(artifact);
      if (found.length > 1) throw new OpenAIError("Multiple artifacts match this result and path");
    }
    if (found.length === 0) throw new OpenAIError("No artifact matches this result and path");
    return found[0];
  }

  /** @param {string} path @param {any} [options] */
  async content(path, options) {
    return this.#contentOf(await this.retrieve(path, options), options);
  }

  /** @param {{ path: string, to: WritableStream }} params @param {any} [options] */
  async download({ path, to }, options) {
    const artifact = await this.retrieve(path, options);
    const { body } = await this.#contentOf(artifact, options);
    if (!body) throw new OpenAIError("Artifact response has no content stream");
    try {
      await body.pipeTo(to, options?.signal ? { signal: options.signal } : {});
    } catch (error) {
      await body.cancel().catch(() => {});
      throw error;
    }
    return artifact;
  }

  /** @param {any} artifact @param {any} options */
  #contentOf({ id }, options) {
    return this.#artifacts.content(id, { session_id: this.#session }, options);
  }
}

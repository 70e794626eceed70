// One consumer from its folder to its answers.
import { openWorkshop } from "./workshop.mjs";

/**
 * @typedef {object} Outcome
 * @property {string} [version]
 * @property {number} [download] bytes, compressed
 * @property {string} [note]
 */

/**
 * @param {{ name: string }} consumer
 * @param {string} tarball
 * @returns {Promise<Required<Pick<Outcome, "version" | "note">> & Outcome>}
 */
export async function consume({ name }, tarball) {
  const { run, source } = await import(`./${name}/consumer.mjs`);
  const workshop = await openWorkshop(name, { tarball, source });
  try {
    await workshop.install();
    return { version: workshop.version ?? "", note: "", ...(await run(workshop)) };
  } finally {
    await workshop.close();
  }
}

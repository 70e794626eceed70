// What a Worker does for each kind of figure; its path says which.
import { figures } from "./figures.js";

/** @type {Map<string, (count: number) => Promise<void>>} */
const works = new Map();

export default {
  /** @param {Request} request */
  async fetch(request) {
    const [, name, count] = new URL(request.url).pathname.split("/");
    try {
      if (name === "cold") await firstRequest();
      else if (name) await (await workOf(name))(Number(count));
      return new Response("done");
    } catch (error) {
      return new Response(String(/** @type {any} */ (error)?.stack));
    }
  },
};

/** @returns {Promise<void>} */
function firstRequest() {
  return new Promise((resolve, reject) => {
    const begin = async () => {
      const { connect } = await loadClient();
      connect(async () => (resolve(), new Response("{}")))
        .ask()
        .catch(() => {});
    };
    begin().catch(reject);
  });
}

/** @returns {Promise<any>} */
// @ts-expect-error the runtime has it under this name
const loadClient = () => import("client.js");

/** @param {string} name */
async function workOf(name) {
  const { connect } = await loadClient();
  const { work } = /** @type {any} */ (figures.find((figure) => figure.name === name));
  if (!works.has(name)) works.set(name, work(connect));
  return /** @type {any} */ (works.get(name));
}

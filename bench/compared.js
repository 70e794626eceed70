// What must not make a call dearer: two clients of ours for each figure, without and with it.
import { answerJSON } from "./answers.js";
import { calls } from "./work.js";

/** @typedef {(count: number) => Promise<void>} Work */
/** @typedef {(connect: any) => [Work, Work] | Promise<[Work, Work]>} Compared */

/** Calls of a client that has met one organization, and of one that has met a thousand. @type {Compared} */
export async function knownPlaces(connect) {
  const crowded = connect(answerJSON);
  for (let number = 0; number < 1000; number++) {
    await crowded.ask({ organization: `org-${String(number).padStart(24, "0")}` });
  }
  return [calls(connect), calls(() => crowded)];
}

const hooks = Object.fromEntries(
  ["onRequest", "onResponse", "onRetry", "onRoute", "onLimit"].map((name) => [name, () => {}]),
);

/** Calls of a client without hooks, and with one of each kind. @type {Compared} */
export const setHooks = (connect) => [
  calls(connect),
  calls((/** @type {any} */ fetch) => connect(fetch, hooks)),
];

/** Calls of the catalogue's first and last endpoint that takes nothing but an id. @type {Compared} */
export function endpoints(connect) {
  const { client } = connect(answerJSON, { adminAPIKey: "sk-admin-bench-0123456789" });
  const first = client.admin.organization.adminAPIKeys;
  return [first, client.webhooks].map((namespace) => async (count) => {
    for (let done = 0; done < count; done++) await namespace.retrieve("id_0123456789");
  });
}

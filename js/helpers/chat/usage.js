// The tokens of several completions, added up.

/** @param {any[]} completions */
export function totalOf(completions) {
  /** @type {any} */
  const total = { completion_tokens: 0, prompt_tokens: 0, total_tokens: 0 };
  for (const { usage } of completions) if (usage) add(total, usage);
  return total;
}

/** @param {any} total @param {any} usage */
function add(total, usage) {
  for (const name of ["completion_tokens", "prompt_tokens", "total_tokens"]) {
    total[name] += usage[name];
  }
  for (const name of ["completion_tokens_details", "prompt_tokens_details"]) {
    if (usage[name] && typeof usage[name] === "object") {
      addDetails((total[name] ??= {}), usage[name]);
    }
  }
}

/** @param {any} total @param {any} details */
function addDetails(total, details) {
  for (const [name, count] of Object.entries(details)) {
    if (typeof count === "number") total[name] = (total[name] ?? 0) + count;
  }
}

// The models to choose from.

/** What has no answer in words. */
const silent =
  /embed|^bge-|rerank|moderation|whisper|transcribe|^tts|-tts|dall-e|image|^sora|realtime|stable-diffusion|^flux/i;

/**
 * The ids of a list of models that can be asked something.
 * @param {unknown} list as a server gave it
 * @returns {string[]}
 */
export function modelsIn(list) {
  const entries = Array.isArray(list) ? list : [];
  const ids = entries.map((one) => (typeof one === "string" ? one : (one?.id ?? one?.name)));
  const named = ids.filter((id) => typeof id === "string" && id);
  const fit = named.filter((id) => !silent.test(id));
  return [...new Set(fit.length > 0 ? fit : named)];
}

/** So many are shown at once; typing finds the others. */
const most = 100;

/**
 * @param {string[]} models
 * @param {string} typed
 * @returns {{ found: string[], hidden: number }} those with all the words that were typed
 */
export function search(models, typed) {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const all = models.filter((id) => words.every((word) => id.toLowerCase().includes(word)));
  const first = all.filter((id) => id.toLowerCase().startsWith(words[0] ?? ""));
  const ordered = [...first, ...all.filter((id) => !first.includes(id))];
  return { found: ordered.slice(0, most), hidden: Math.max(0, ordered.length - most) };
}

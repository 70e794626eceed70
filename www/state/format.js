// Numbers, times and sizes as people read them.

/** @param {number} count */
export const count = (count) => count.toLocaleString("en");

/** @param {number} size of a file */
export function bytes(size) {
  if (size < 1_000) return `${size} bytes`;
  return size < 1_000_000
    ? `${Math.round(size / 1_000)} KB`
    : `${(size / 1_000_000).toFixed(1)} MB`;
}

/** @param {number | null} millis */
export function duration(millis) {
  if (millis === null) return "–";
  if (millis < 1_000) return `${Math.round(millis)} ms`;
  if (millis < 60_000) return `${(millis / 1_000).toFixed(1)} s`;
  return `${Math.floor(millis / 60_000)} min ${Math.round((millis % 60_000) / 1_000)} s`;
}

/** @param {number} millis that are left; whole seconds, so that it can be read */
export function countdown(millis) {
  const seconds = Math.max(0, Math.ceil(millis / 1_000));
  if (seconds < 60) return `${seconds} s`;
  return `${Math.floor(seconds / 60)}:${`${seconds % 60}`.padStart(2, "0")}`;
}

/** @param {number} time in milliseconds since the epoch */
export const day = (time) =>
  new Date(time).toLocaleDateString("en-GB", { day: "numeric", month: "short" });

/** @param {number} time in milliseconds since the epoch */
export const clockTime = (time) => new Date(time).toLocaleTimeString("en-GB");

/** Where the organization of a call came from. */
export const origins = {
  option: "an option of the client",
  setter: "client.organization = …",
  call: "an option of the call",
  environment: "the environment",
  scope: "withOptions",
  routing: "routing",
};

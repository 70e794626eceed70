// Durations as the API writes them in headers and texts: Go's notation.

/**
 * `644` is `644ms`, `8640` is `8.64s`, `360000` is `6m0s`.
 * @param {number} milliseconds
 */
export function formatDuration(milliseconds) {
  const whole = Math.max(0, Math.ceil(milliseconds));
  if (whole === 0) return "0s";
  if (whole < 1000) return `${whole}ms`;
  const hours = Math.floor(whole / 3_600_000);
  const minutes = Math.floor((whole % 3_600_000) / 60_000);
  const seconds = `${(whole % 60_000) / 1000}s`;
  if (hours > 0) return `${hours}h${minutes}m${seconds}`;
  return minutes > 0 ? `${minutes}m${seconds}` : seconds;
}

// Tells a logger what a client does, through the hooks of the client.

const LEVELS = ["off", "error", "warn", "info", "debug"];

/**
 * The logger and the level that options and the environment ask for; `earlier` has what they leave.
 * @param {any} options
 * @param {{ logger?: any, level?: string }} earlier
 * @param {string | undefined} environment
 */
export function logOf(options, earlier, environment) {
  const logger = options?.logger ?? earlier.logger ?? console;
  const asked = { logLevel: options?.logLevel, OPENAI_LOG: earlier.level ?? environment };
  for (const [name, level] of Object.entries(asked)) {
    if (!level) continue;
    if (LEVELS.includes(level)) return { logger, level };
    logger.warn(`${name} is "${level}", but must be one of ${LEVELS.join(", ")}`);
  }
  return { logger, level: "warn" };
}

/** What is said of each event, and from which level on. */
const LINES = {
  onRequest: ["debug", "sends"],
  onResponse: ["info", "answered"],
  onRetry: ["info", "sends again"],
  onRoute: ["info", "moves"],
};

/**
 * Options whose hooks tell the logger too, as far as its level goes.
 * @param {any} options
 * @param {{ logger: any, level: string }} log
 */
export function withLog(options, { logger, level }) {
  if (LEVELS.indexOf(level) < LEVELS.indexOf("info")) return options;
  const given = typeof options === "string" ? { apiKey: options } : { ...options };
  for (const [hook, [from, what]] of Object.entries(LINES)) {
    if (LEVELS.indexOf(level) < LEVELS.indexOf(from)) continue;
    const own = given[hook];
    given[hook] = (/** @type {any} */ event) => {
      logger[from](`openai-wasm: ${event.name} ${what}`, event);
      return own?.(event);
    };
  }
  return given;
}

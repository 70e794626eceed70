// Tells a logger what a client does, through the hooks of the client.

const LEVELS = ["off", "error", "warn", "info", "debug"];

/** @param {string} level @param {string} from */
const reaches = (level, from) => LEVELS.indexOf(level) >= LEVELS.indexOf(from);

/** What is said of each event, and from which level on. */
const LINES = {
  onRequest: ["debug", "sends"],
  onResponse: ["info", "answered"],
  onRetry: ["info", "sends again"],
  onRoute: ["info", "moves"],
};

/** @typedef {{ logger: any, level: string, hooks: any, isHeard: boolean }} Log */

/**
 * The logger, the level and the hooks that options ask for; `earlier` has what they leave open.
 * @param {any} options
 * @param {Partial<Log>} earlier
 * @param {string} [environment] the level that the environment asks for
 * @returns {Log}
 */
export function logOf(options, earlier, environment) {
  const logger = options?.logger ?? earlier.logger ?? console;
  const level = levelOf(options?.logLevel, earlier.level ?? environment, logger);
  const hooks = { ...earlier.hooks };
  for (const hook of Object.keys(LINES)) {
    if (options?.[hook] !== undefined) hooks[hook] = options[hook];
  }
  return { logger, level, hooks, isHeard: earlier.isHeard || reaches(level, "info") };
}

/**
 * @param {string | undefined} option
 * @param {string | undefined} other
 * @param {any} logger
 */
function levelOf(option, other, logger) {
  for (const [name, level] of Object.entries({ logLevel: option, OPENAI_LOG: other })) {
    if (!level) continue;
    if (LEVELS.includes(level)) return level;
    logger.warn(`${name} is "${level}", but must be one of ${LEVELS.join(", ")}`);
  }
  return "warn";
}

/**
 * Options whose hooks tell the logger too, as far as its level goes.
 * @param {any} options
 * @param {Log} log
 */
export function withLog(options, { logger, level, hooks, isHeard }) {
  if (!isHeard) return options;
  const given = typeof options === "string" ? { apiKey: options } : { ...options };
  for (const [hook, [from, what]] of Object.entries(LINES)) {
    const own = hooks[hook];
    const both = (/** @type {any} */ event) => {
      logger[from](`openai-wasm: ${event.name} ${what}`, event);
      return own?.(event);
    };
    given[hook] = reaches(level, from) ? both : (own ?? null);
  }
  return given;
}

/** What was warned of already. */
const said = new Set();

/**
 * @param {Log} log
 * @param {string} text
 * @param {"warn" | "info"} [severity]
 */
export function warnOnce({ logger, level }, text, severity = "warn") {
  if (!reaches(level, severity) || said.has(text) || said.size > 100) return;
  said.add(text);
  logger[severity](`openai-wasm: ${text}`);
}

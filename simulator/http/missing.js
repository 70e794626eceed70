// What the API has and the simulator has not, by the beginnings of paths: such a call is a 501, not a 404.

const beginnings = [
  "agents",
  "assistants",
  "audio",
  "batches",
  "chatkit",
  "containers",
  "content_provenance_checks",
  "conversations",
  "decisions",
  "evals",
  "files",
  "fine_tuning",
  "images",
  "live",
  "models",
  "organization",
  "projects",
  "realtime",
  "responses",
  "safety",
  "skills",
  "threads",
  "uploads",
  "vaults",
  "vector_stores",
  "videos",
  "webhook_endpoints",
  "webhook_event_types",
];

const pattern = new RegExp(`^/v1/(${beginnings.join("|")})(/|$)`);

/** @param {string} method @param {string} path */
export const isMissing = (method, path) => method !== "OPTIONS" && pattern.test(path);

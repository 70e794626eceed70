// Files of the caller as files of an agent: uploaded, then named by their place in its workspace.

import { OpenAIError } from "../core.js";
import { AgentFileUploadError } from "./agent-errors.js";
import { split } from "./headers.js";

/** @param {string} path */
function validate(path) {
  const parts = path.split("/");
  const root = parts[2] ?? "";
  const isReserved =
    [".codex", ".managed-agents"].includes(root) ||
    root.startsWith(".managed-agents-") ||
    path === "/workspace/outputs";
  const isPlain = parts.slice(1).every((part) => !["", ".", ".."].includes(part));
  if (path.startsWith("/workspace/") && isPlain && !isReserved && !/[\\\0]/.test(path)) return;
  throw new OpenAIError("Agent files require a non-reserved absolute file path inside /workspace");
}

/** @param {string[]} paths */
function checkPaths(paths) {
  paths.forEach(validate);
  const files = new Set(paths);
  const isInFile = (/** @type {string} */ path) => {
    for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
      if (files.has(path.slice(0, end))) return true;
    }
    return false;
  };
  if (paths.some(isInFile)) throw new OpenAIError("Agent file destinations conflict");
}

/** @param {any} client @param {Record<string, any>} files @param {any} [options] */
export async function prepare(client, files, options) {
  const entries = Object.entries(files);
  if (entries.length > 1 && split(options).key != null) {
    throw new OpenAIError("Do not reuse an Idempotency-Key across multiple file uploads");
  }
  checkPaths(entries.map(([path]) => path));
  /** @type {{ files: any[], uploadedFiles: any[] }} */
  const prepared = { files: [], uploadedFiles: [] };
  try {
    for (const [path, file] of entries) {
      const uploaded = await client.files.create({ file, purpose: "user_data" }, options);
      prepared.uploadedFiles.push(uploaded);
      prepared.files.push({ type: "file_id", file_id: uploaded.id, path });
    }
    return prepared;
  } catch (error) {
    throw new AgentFileUploadError(prepared.uploadedFiles, error);
  }
}

/** @param {any} client @param {string} environment @param {any} params @param {any} [options] */
export async function upload(client, environment, { file, path }, options) {
  const { files, uploadedFiles } = await prepare(client, { [path]: file }, options);
  const resource = client.beta.agents.environments.files;
  try {
    const environmentFile = await resource.create(environment, files[0], options);
    return { uploadedFile: uploadedFiles[0], environmentFile };
  } catch (error) {
    throw new AgentFileUploadError(uploadedFiles, error);
  }
}

// The endpoints of the API that the simulator has, one on each line.

import { createChatCompletion } from "./chat.js";
import { createCompletion } from "./completions.js";
import { createEmbedding } from "./embeddings.js";
import { createFile, deleteFile, listFiles, retrieveFile, retrieveFileContent } from "./files.js";
import { listModels, retrieveModel } from "./models.js";
import { createModeration } from "./moderations.js";
import { listProjects, listRateLimits, retrieveMe } from "./organization.js";
import { createResponse, deleteResponse, retrieveResponse } from "./responses.js";

/**
 * @typedef {(call: any, params: Record<string, string>, query: Record<string, string>) => unknown} Endpoint
 * @type {[method: string, path: string, endpoint: Endpoint][]}
 */
export const endpoints = [
  ["GET", "/models", listModels],
  ["GET", "/models/:model", retrieveModel],
  ["POST", "/chat/completions", createChatCompletion],
  ["POST", "/completions", createCompletion],
  ["POST", "/responses", createResponse],
  ["GET", "/responses/:response_id", retrieveResponse],
  ["DELETE", "/responses/:response_id", deleteResponse],
  ["POST", "/embeddings", createEmbedding],
  ["POST", "/moderations", createModeration],
  ["POST", "/files", createFile],
  ["GET", "/files", listFiles],
  ["GET", "/files/:file_id", retrieveFile],
  ["GET", "/files/:file_id/content", retrieveFileContent],
  ["DELETE", "/files/:file_id", deleteFile],
  ["GET", "/me", retrieveMe],
  ["GET", "/organization/projects", listProjects],
  ["GET", "/organization/projects/:project_id/rate_limits", listRateLimits],
];

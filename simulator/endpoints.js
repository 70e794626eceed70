// The endpoints of the API that the simulator has, one on each line, with the parameters they take.

import { createChatCompletion } from "./chat.js";
import { createCompletion } from "./completions.js";
import { createEmbedding } from "./embeddings.js";
import { createFile, deleteFile, listFiles, retrieveFile, retrieveFileContent } from "./files.js";
import { listModels, retrieveModel } from "./models.js";
import { createModeration } from "./moderations.js";
import { listProjects, listRateLimits, retrieveMe } from "./organization.js";
import * as chat from "./parameters/chat.js";
import * as other from "./parameters/other.js";
import * as responses from "./parameters/responses.js";
import { createResponse, deleteResponse, retrieveResponse } from "./responses.js";

/**
 * @typedef {import("./parameters/refusals.js").Parameters} Parameters
 * @typedef {(call: any, params: Record<string, string>, query: Record<string, any>) => unknown} Endpoint
 * @typedef {[method: string, path: string, endpoint: Endpoint, takes?: { body?: Parameters, query?: Parameters }]} Row
 */

const list = { query: other.listQuery() };

/** @type {Row[]} */
export const endpoints = [
  ["GET", "/models", listModels],
  ["GET", "/models/:model", retrieveModel],
  ["POST", "/chat/completions", createChatCompletion, { body: chat.chatCompletion }],
  ["POST", "/completions", createCompletion, { body: chat.completion }],
  ["POST", "/responses", createResponse, { body: responses.response }],
  ["GET", "/responses/:response_id", retrieveResponse],
  ["DELETE", "/responses/:response_id", deleteResponse],
  ["POST", "/embeddings", createEmbedding, { body: other.embedding }],
  ["POST", "/moderations", createModeration, { body: other.moderation }],
  ["POST", "/files", createFile],
  ["GET", "/files", listFiles, { query: other.fileQuery }],
  ["GET", "/files/:file_id", retrieveFile],
  ["GET", "/files/:file_id/content", retrieveFileContent],
  ["DELETE", "/files/:file_id", deleteFile],
  ["GET", "/me", retrieveMe],
  ["GET", "/organization/projects", listProjects, list],
  ["GET", "/organization/projects/:project_id/rate_limits", listRateLimits, list],
];

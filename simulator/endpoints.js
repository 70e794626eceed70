// The endpoints of the API that the simulator has, one on each line, with the parameters they take.

import { adminEndpoints } from "./admin/endpoints.js";
import { createChatCompletion } from "./chat/chat.js";
import * as conversations from "./responses/conversations.js";
import { createCompletion } from "./chat/completions.js";
import { createEmbedding } from "./resources/embeddings.js";
import {
  createFile,
  deleteFile,
  listFiles,
  retrieveFile,
  retrieveFileContent,
} from "./resources/files.js";
import { listModels, retrieveModel } from "./accounts/models.js";
import { createModeration } from "./resources/moderations.js";
import { retrieveMe } from "./accounts/organization.js";
import * as chat from "./parameters/chat.js";
import * as other from "./parameters/other.js";
import * as responses from "./parameters/responses.js";
import { resourceEndpoints } from "./resources/endpoints.js";
import * as response from "./responses/responses.js";
import * as stored from "./chat/stored-chats.js";

/**
 * @typedef {import("./parameters/refusals.js").Parameters} Parameters
 * @typedef {(call: any, params: Record<string, string>, query: Record<string, any>) => unknown} Endpoint
 * @typedef {[method: string, path: string, endpoint: Endpoint, takes?: { body?: Parameters, query?: Parameters }]} Row
 */

const list = { query: other.listQuery() };
const metadata = { body: responses.onlyMetadata };
const items = "/conversations/:conversation_id/items";

/** @type {Row[]} */
export const endpoints = [
  ["GET", "/models", listModels],
  ["GET", "/models/:model", retrieveModel],
  ["POST", "/chat/completions", createChatCompletion, { body: chat.chatCompletion }],
  ["GET", "/chat/completions", stored.listCompletions, list],
  ["GET", "/chat/completions/:completion_id", stored.retrieveCompletion],
  ["POST", "/chat/completions/:completion_id", stored.updateCompletion, metadata],
  ["DELETE", "/chat/completions/:completion_id", stored.deleteCompletion],
  ["GET", "/chat/completions/:completion_id/messages", stored.listMessages, list],
  ["POST", "/completions", createCompletion, { body: chat.completion }],
  ["POST", "/responses", response.createResponse, { body: responses.response }],
  ["POST", "/responses/input_tokens", response.countInputTokens, { body: responses.inputTokens }],
  ["GET", "/responses/:response_id", response.retrieveResponse, { query: response.retrieval }],
  ["DELETE", "/responses/:response_id", response.deleteResponse],
  ["POST", "/responses/:response_id/cancel", response.cancelResponse],
  ["GET", "/responses/:response_id/input_items", response.listInputItems, list],
  ["POST", "/conversations", conversations.createConversation, { body: responses.conversation }],
  ["GET", "/conversations/:conversation_id", conversations.retrieveConversation],
  ["POST", "/conversations/:conversation_id", conversations.updateConversation, metadata],
  ["DELETE", "/conversations/:conversation_id", conversations.deleteConversation],
  ["GET", items, conversations.listConversationItems, list],
  ["POST", items, conversations.createConversationItems, { body: responses.conversationItems }],
  ["GET", `${items}/:item_id`, conversations.retrieveConversationItem],
  ["DELETE", `${items}/:item_id`, conversations.deleteConversationItem],
  ["POST", "/embeddings", createEmbedding, { body: other.embedding }],
  ["POST", "/moderations", createModeration, { body: other.moderation }],
  ["POST", "/files", createFile],
  ["GET", "/files", listFiles, { query: other.fileQuery }],
  ["GET", "/files/:file_id", retrieveFile],
  ["GET", "/files/:file_id/content", retrieveFileContent],
  ["DELETE", "/files/:file_id", deleteFile],
  ["GET", "/me", retrieveMe],
  ...resourceEndpoints,
  ...adminEndpoints,
];

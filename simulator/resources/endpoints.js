// The endpoints of batches, uploads, vector stores and threads, one on each line.

import * as other from "../parameters/other.js";
import { batches, cancelBatch, createBatch } from "./batches.js";
import {
  createMessage,
  createThread,
  listThreadMessages,
  retrieveMessage,
  threads,
} from "./threads.js";
import { addPart, cancelUpload, completeUpload, createUpload } from "./uploads.js";
import * as stores from "./vector-stores.js";

const list = { query: other.listQuery() };
const store = "/vector_stores/:vector_store_id";
const { vectorStores } = stores;

/** @type {import("../endpoints.js").Row[]} */
export const resourceEndpoints = [
  ["POST", "/batches", createBatch, { body: other.batch }],
  ["GET", "/batches", batches.list, list],
  ["GET", "/batches/:batch_id", batches.retrieve],
  ["POST", "/batches/:batch_id/cancel", cancelBatch],
  ["POST", "/uploads", createUpload, { body: other.upload }],
  ["POST", "/uploads/:upload_id/parts", addPart],
  ["POST", "/uploads/:upload_id/complete", completeUpload, { body: other.uploadCompletion }],
  ["POST", "/uploads/:upload_id/cancel", cancelUpload],
  ["POST", "/vector_stores", stores.createVectorStore, { body: other.vectorStore }],
  ["GET", "/vector_stores", vectorStores.list, list],
  ["GET", store, vectorStores.retrieve],
  ["POST", store, vectorStores.update, { body: other.vectorStore }],
  ["DELETE", store, vectorStores.remove],
  ["POST", `${store}/files`, stores.addVectorStoreFile, { body: stores.vectorStoreFile }],
  ["GET", `${store}/files`, stores.listVectorStoreFiles, list],
  ["GET", `${store}/files/:file_id`, stores.retrieveVectorStoreFile],
  ["DELETE", `${store}/files/:file_id`, stores.deleteVectorStoreFile],
  ["POST", "/threads", createThread, { body: other.thread }],
  ["GET", "/threads/:thread_id", threads.retrieve],
  ["POST", "/threads/:thread_id", threads.update, { body: other.thread }],
  ["DELETE", "/threads/:thread_id", threads.remove],
  ["POST", "/threads/:thread_id/messages", createMessage, { body: other.message }],
  ["GET", "/threads/:thread_id/messages", listThreadMessages, list],
  ["GET", "/threads/:thread_id/messages/:message_id", retrieveMessage],
];

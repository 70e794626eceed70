// Vector stores and the files in them.

import { ApiError } from "../http/errors.js";
import { retrieveFile } from "./files.js";
import { pageOf } from "./page.js";
import * as f from "../parameters/fields.js";
import { createId } from "../random.js";
import { resource, secondsNow } from "./objects.js";

export const vectorStores = resource("vector_store", {
  label: "vector store",
  param: "vector_store_id",
  changeable: ["name", "metadata", "expires_after"],
});

export const vectorStoreFile = {
  members: {
    file_id: f.nonEmptyText(),
    ...f.optionals({ attributes: f.anyObject, chunking_strategy: f.anyObject }),
  },
};

/** POST /vector_stores */
export function createVectorStore(call) {
  const { name, metadata, description, expires_after, file_ids } = call.json;
  const created_at = secondsNow(call);
  const object = {
    id: createId.object(call.random, "vs_"),
    object: "vector_store",
    created_at,
    name: name ?? null,
    description: description ?? null,
    usage_bytes: 0,
    file_counts: { in_progress: 0, completed: 0, failed: 0, cancelled: 0, total: 0 },
    status: "completed",
    expires_after: expires_after ?? null,
    expires_at: null,
    last_active_at: created_at,
    metadata: metadata ?? {},
  };
  const files = (file_ids ?? []).map((id) => retrieveFile(call, { file_id: id }));
  call.world.keep(call, "vector_store", object, { files: [] });
  for (const file of files) add(call, object.id, file);
  return object;
}

function add(call, id, file) {
  const { object, rest } = vectorStores.find(call, id);
  const made = {
    id: file.id,
    object: "vector_store.file",
    usage_bytes: file.bytes,
    created_at: secondsNow(call),
    vector_store_id: id,
    status: "completed",
    last_error: null,
  };
  rest.files = [...rest.files.filter((each) => each.id !== made.id), made].slice(-10_000);
  recount(object, rest.files);
  return made;
}

function recount(object, files) {
  object.usage_bytes = files.reduce((sum, { usage_bytes }) => sum + usage_bytes, 0);
  object.file_counts.completed = files.length;
  object.file_counts.total = files.length;
}

/** POST /vector_stores/{vector_store_id}/files */
export const addVectorStoreFile = (call, { vector_store_id: id }) =>
  add(call, vectorStores.find(call, id).object.id, retrieveFile(call, call.json));

/** GET /vector_stores/{vector_store_id}/files */
export function listVectorStoreFiles(call, { vector_store_id: id }, query) {
  const { files } = vectorStores.find(call, id).rest;
  return pageOf(query.order === "asc" ? files : files.toReversed(), query, 20);
}

function findFile(call, { vector_store_id, file_id: id }) {
  const { object, rest } = vectorStores.find(call, vector_store_id);
  const file = rest.files.find((each) => each.id === id);
  if (!file) throw new ApiError("no_object_found", { label: "file", id });
  return { object, rest, file };
}

/** GET /vector_stores/{vector_store_id}/files/{file_id} */
export const retrieveVectorStoreFile = (call, ids) => findFile(call, ids).file;

/** DELETE /vector_stores/{vector_store_id}/files/{file_id} */
export function deleteVectorStoreFile(call, ids) {
  const { object, rest, file } = findFile(call, ids);
  rest.files = rest.files.filter((each) => each !== file);
  recount(object, rest.files);
  return { id: file.id, object: "vector_store.file.deleted", deleted: true };
}

// Uploads: parts that become one file when they are all there.

import { readForm } from "../http/body.js";
import { ApiError } from "../http/errors.js";
import { keepFile } from "./files.js";
import { createId } from "../random.js";
import { join } from "../http/sse.js";
import { resource, secondsNow } from "./objects.js";

const uploads = resource("upload", { label: "upload", param: "upload_id" });

const hour = 3_600;

/** POST /uploads */
export function createUpload(call) {
  const { bytes, filename, purpose } = call.json;
  const created_at = secondsNow(call);
  return call.world.keep(call, "upload", {
    id: createId.object(call.random, "upload_"),
    object: "upload",
    bytes,
    created_at,
    filename,
    purpose,
    status: "pending",
    expires_at: created_at + hour,
    file: null,
  });
}

function findPending(call, id) {
  const found = uploads.find(call, id);
  if (found.object.status === "pending") return found;
  throw new ApiError("wrong_state", { problem: `the upload is ${found.object.status}.` });
}

/** POST /uploads/{upload_id}/parts */
export async function addPart(call, { upload_id }) {
  if (!/multipart/.test(call.request.headers.get("content-type") ?? "")) {
    throw new ApiError("invalid_multipart");
  }
  const { object } = findPending(call, upload_id);
  const data = (await readForm(call.request)).get("data");
  if (!(data instanceof Blob)) throw new ApiError("missing_required_parameter", { param: "data" });
  const content = new Uint8Array(await data.arrayBuffer());
  const id = createId.object(call.random, "part_");
  call.world.parts.set(id, { upload_id: object.id, content }, content.length + 1_024);
  return { id, object: "upload.part", created_at: secondsNow(call), upload_id: object.id };
}

/** POST /uploads/{upload_id}/complete */
export function completeUpload(call, { upload_id }) {
  const { object } = findPending(call, upload_id);
  const parts = call.json.part_ids.map((id) => partOf(call, object, id));
  const content = join(parts);
  if (content.length !== object.bytes) {
    const problem = `${object.bytes} bytes were announced and ${content.length} uploaded.`;
    throw new ApiError("wrong_state", { problem });
  }
  for (const id of call.json.part_ids) call.world.parts.delete(id);
  const { filename, purpose } = object;
  const file = keepFile(call, { filename, purpose, content });
  return Object.assign(object, { status: "completed", file });
}

function partOf({ world }, upload, id) {
  const part = world.parts.get(id);
  if (part?.upload_id === upload.id) return part.content;
  throw new ApiError("no_object_found", { label: "part", id });
}

/** POST /uploads/{upload_id}/cancel */
export const cancelUpload = (call, { upload_id }) =>
  Object.assign(findPending(call, upload_id).object, { status: "cancelled" });

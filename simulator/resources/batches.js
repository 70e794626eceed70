// Batches: made of an uploaded file, begun, cancelled; they are not worked off.

import { ApiError } from "../http/errors.js";
import { retrieveFile } from "./files.js";
import { createId } from "../random.js";
import { resource, secondsNow } from "./objects.js";

export const batches = resource("batch", { label: "batch", param: "batch_id" });

const day = 86_400;

/** POST /batches */
export function createBatch(call) {
  const { input_file_id, endpoint, completion_window, metadata } = call.json;
  const { purpose } = retrieveFile(call, { file_id: input_file_id });
  if (purpose !== "batch") {
    throw new ApiError("wrong_state", {
      problem: `the purpose of the file is '${purpose}', not 'batch'.`,
    });
  }
  const created_at = secondsNow(call);
  return call.world.keep(call, "batch", {
    id: createId.object(call.random, "batch_"),
    object: "batch",
    endpoint,
    errors: null,
    input_file_id,
    completion_window,
    status: "in_progress",
    output_file_id: null,
    error_file_id: null,
    created_at,
    in_progress_at: created_at,
    expires_at: created_at + day,
    cancelling_at: null,
    cancelled_at: null,
    completed_at: null,
    request_counts: { total: linesOf(call, input_file_id), completed: 0, failed: 0 },
    metadata: metadata ?? null,
  });
}

function linesOf({ world }, id) {
  const text = new TextDecoder().decode(world.files.get(id).content);
  return text.split("\n").filter((line) => line.trim()).length;
}

/** POST /batches/{batch_id}/cancel */
export function cancelBatch(call, { batch_id: id }) {
  const { object } = batches.find(call, id);
  if (object.status !== "in_progress") {
    throw new ApiError("wrong_state", {
      problem: `a batch with status '${object.status}' cannot be cancelled.`,
    });
  }
  const now = secondsNow(call);
  return Object.assign(object, { status: "cancelled", cancelling_at: now, cancelled_at: now });
}

// Files: uploaded by multipart, kept per organization, listed by cursor.

import { readForm } from "../http/body.js";
import { ApiError } from "../http/errors.js";
import { file as parameters } from "../parameters/other.js";
import { checkParameters } from "../parameters/refusals.js";
import { createId } from "../random.js";
import { pageOf } from "./page.js";

const shown = ({ content, organization, ...file }) => file;

/** POST /files */
export async function createFile(call) {
  if (!isMultipart(call.request)) throw new ApiError("invalid_multipart");
  const form = await readForm(call.request);
  const file = form.get("file");
  if (!(file instanceof Blob)) throw new ApiError("missing_required_parameter", { param: "file" });
  const purpose = form.get("purpose");
  checkParameters({ purpose: purpose ?? undefined }, parameters);
  const content = new Uint8Array(await file.arrayBuffer());
  return keepFile(call, { filename: file.name, purpose, content });
}

/** Keeps a file for the organization that a call belongs to. */
export function keepFile(call, { filename, purpose, content }) {
  const made = {
    id: createId.file(call.random),
    object: "file",
    bytes: content.length,
    created_at: Math.floor(call.world.now() / 1000),
    filename,
    purpose,
    status: "processed",
  };
  const { id: organization } = call.scope.organization;
  call.world.files.set(made.id, { ...made, content, organization }, content.length + 1_024);
  return made;
}

const isMultipart = ({ headers }) => /multipart/.test(headers.get("content-type") ?? "");

/** GET /files */
export function listFiles(call, _, query) {
  const own = call.world.files
    .values()
    .filter(({ organization }) => organization === call.scope.organization.id)
    .filter(({ purpose }) => [undefined, purpose].includes(query.purpose));
  const ordered = query.order === "asc" ? own : own.reverse();
  return pageOf(ordered.map(shown), query, 10_000);
}

function findFile({ world, scope }, id) {
  const file = world.files.get(id);
  if (file?.organization !== scope.organization.id) throw new ApiError("unknown_file", { id });
  return file;
}

/** GET /files/{file_id} */
export function retrieveFile(call, { file_id: id }) {
  return shown(findFile(call, id));
}

/** GET /files/{file_id}/content */
export function retrieveFileContent(call, { file_id: id }) {
  const { content, filename } = findFile(call, id);
  const name = encodeURIComponent(filename);
  return new Response(content, {
    headers: {
      "content-type": "application/octet-stream",
      "content-disposition": `attachment; filename="${name}"`,
    },
  });
}

/** DELETE /files/{file_id} */
export function deleteFile(call, { file_id: id }) {
  findFile(call, id);
  call.world.files.delete(id);
  return { id, object: "file", deleted: true };
}

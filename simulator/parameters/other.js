// The parameters of embeddings, moderations, files and other resources, and of lists.

import * as v from "valibot";
import * as f from "./fields.js";

const token = f.integer(0, 1_000_000);

export const embedding = {
  isTerse: true,
  members: {
    input: f.either(f.text, f.list(f.either(f.text, token, f.list(token)))),
    ...f.optionals({
      model: f.text,
      dimensions: f.integer(1),
      encoding_format: f.oneOf("float", "base64"),
      user: f.text,
    }),
  },
};

const moderated = f.byType({
  text: { text: f.text },
  image_url: { image_url: f.object({ url: f.nonEmptyText(33_554_432) }) },
});

export const moderation = {
  isTerse: true,
  members: {
    input: f.either(f.text, f.list(f.either(f.text, moderated), 1, 2_048)),
    ...f.optionals({ model: f.text }),
  },
};

const purposes = ["assistants", "batch", "fine-tune", "vision", "user_data", "evals"];
export const purpose = f.oneOf(...purposes);

/** Of a multipart form; its file is looked at apart. */
export const file = { open: true, members: { purpose } };

export const upload = {
  members: {
    bytes: f.integer(0, 8_589_934_592),
    filename: f.nonEmptyText(1_000),
    mime_type: f.nonEmptyText(200),
    purpose,
    expires_after: v.nullish(f.anyObject),
  },
};

export const uploadCompletion = {
  members: { part_ids: f.list(f.text, 1, 10_000), md5: v.nullish(f.text) },
};

const batchEndpoints = [
  "/v1/responses",
  "/v1/chat/completions",
  "/v1/embeddings",
  "/v1/completions",
  "/v1/moderations",
  "/v1/images/generations",
  "/v1/images/edits",
  "/v1/videos",
];

export const batch = {
  members: {
    completion_window: f.oneOf("24h"),
    endpoint: f.oneOf(...batchEndpoints),
    input_file_id: f.nonEmptyText(),
    ...f.optionals({ metadata: f.metadata, output_expires_after: f.anyObject }),
  },
};

export const vectorStore = {
  members: f.optionals({
    chunking_strategy: f.anyObject,
    description: f.text,
    expires_after: f.anyObject,
    file_ids: f.list(f.nonEmptyText(), 0, 500),
    metadata: f.metadata,
    name: f.text,
  }),
};

const threadMessage = f.object({ role: f.oneOf("user", "assistant"), content: v.unknown() });

export const thread = {
  members: f.optionals({
    messages: f.list(threadMessage, 0, 100),
    metadata: f.metadata,
    tool_resources: f.anyObject,
  }),
};

export const message = {
  members: {
    role: f.oneOf("user", "assistant"),
    content: f.either(f.text, f.list(f.object({ type: f.text }), 1)),
    ...f.optionals({ metadata: f.metadata, attachments: f.list(f.anyObject) }),
  },
};

/** A number in an address. @param {number} low @param {number} high */
export const queryInteger = (low, high) =>
  v.pipe(
    v.string(),
    v.regex(/^-?\d{1,15}$/, "expected an integer"),
    v.transform(Number),
    v.minValue(low, "integer"),
    v.maxValue(high, "integer"),
  );

/** What every list takes. @param {number} most */
export const listQuery = (most = 100) => ({
  open: true,
  members: {
    limit: v.optional(queryInteger(1, most)),
    order: v.optional(f.oneOf("asc", "desc")),
    after: v.optional(f.shortText(200)),
    before: v.optional(f.shortText(200)),
  },
});

export const fileQuery = listQuery(10_000);

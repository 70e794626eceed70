// What a request for a response asks for: its items with those before them, its tools, its format.

import { findConversation } from "./conversations.js";
import { ApiError } from "../http/errors.js";
import { turnOf } from "../model/generate.js";
import { checkSchema } from "../parameters/tools.js";
import { checkCallItems, checkChoice } from "../model/tool-calls.js";

/** Items that a request sends, and those that went before, oldest first. */
export function itemsOf(call) {
  const { input, previous_response_id: id, conversation } = call.json;
  if (id && conversation) throw new ApiError("conversation_and_previous");
  const sent = typeof input === "string" ? [{ role: "user", content: input }] : (input ?? []);
  return { sent, before: [...itemsBefore(call, id), ...itemsIn(call, conversation)] };
}

function itemsBefore(call, id) {
  if (!id) return [];
  const stored = findStored(call, id);
  if (!stored) throw new ApiError("previous_response_not_found", { id });
  return [...stored.items, ...stored.response.output];
}

const itemsIn = (call, conversation) =>
  conversation ? findConversation(call, conversation.id ?? conversation).rest.items : [];

/** A stored response, where it was made. */
export function findStored({ world, scope }, id) {
  const stored = world.responses.get(id);
  return stored?.organization === scope.organization.id ? stored : undefined;
}

/** The turns of a request, its instructions first. */
export function turnsOf({ instructions }, items) {
  const first = instructions ? [{ role: "system", text: instructions }] : [];
  return [...first, ...items.map(turnOf)];
}

/** @returns {import("../model/tool-calls.js").Tooling} */
export function toolingOf({ tools, tool_choice, parallel_tool_calls }) {
  const own = (tools ?? []).filter(({ type }) => type === "function" || type === "custom");
  const all = own.map(({ name, type, parameters }) => ({
    name,
    isCustom: type === "custom",
    parameters,
  }));
  return {
    tools: all,
    choice: chosen(tool_choice ?? null),
    isParallel: parallel_tool_calls !== false,
  };
}

function chosen(choice) {
  if (choice === null || typeof choice === "string") return choice;
  if (choice.type === "allowed_tools") return choice.mode ?? "auto";
  // A tool that the API itself would run is not called here.
  return choice.name === undefined ? "auto" : { name: `${choice.name}` };
}

/** Refuses what fits its type and not the rest of the request. */
export function checkRequest(json, items, tooling) {
  checkCallItems(items);
  checkChoice(tooling);
  for (const [at, tool] of (json.tools ?? []).entries()) {
    if (!tool.parameters) continue;
    checkSchema(tool.parameters, {
      subject: `function '${tool.name}'`,
      param: `tools[${at}].parameters`,
      isStrict: tool.strict !== false,
      error: "invalid_function_parameters",
    });
  }
  checkFormat(json, items);
}

function checkFormat({ text, instructions }, items) {
  const { type, name, schema, strict } = text?.format ?? {};
  if (type === "json_schema") {
    checkSchema(schema, {
      subject: `response_format '${name}'`,
      param: "text.format.schema",
      isStrict: strict !== false,
      error: "invalid_json_schema",
    });
  }
  const isMentioned = () => /json/i.test(JSON.stringify([instructions, items]));
  if (type === "json_object" && !isMentioned()) {
    throw new ApiError("json_not_mentioned", { param: "input", format: "text.format" });
  }
}

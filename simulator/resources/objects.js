// What kept objects have in common: they are found, listed, changed and deleted where they were made.

import { ApiError } from "../http/errors.js";
import { pageOf } from "./page.js";

/**
 * The usual endpoints of a kind of object.
 * @param {string} kind
 * @param {{ label: string, param: string, deleted?: string, changeable?: string[] }} words
 */
export function resource(
  kind,
  { label, param, deleted = `${kind}.deleted`, changeable = ["metadata"] },
) {
  const find = (call, id) => {
    const found = call.world.find(call, kind, id);
    if (!found) throw new ApiError("no_object_found", { label, id });
    return found;
  };
  return {
    find,
    retrieve: (call, ids) => find(call, ids[param]).object,
    list(call, _, query) {
      const all = call.world.all(call, kind);
      return pageOf(query.order === "asc" ? all : all.reverse(), query, 20);
    },
    update(call, ids) {
      const given = changeable.filter((name) => call.json[name] !== undefined);
      const changes = Object.fromEntries(given.map((name) => [name, call.json[name]]));
      return Object.assign(find(call, ids[param]).object, changes);
    },
    remove(call, ids) {
      find(call, ids[param]);
      call.world.objects.delete(ids[param]);
      return { id: ids[param], object: deleted, deleted: true };
    },
  };
}

export const secondsNow = ({ world }) => Math.floor(world.now() / 1_000);

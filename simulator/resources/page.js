// A page of a list, as every list of the API has it.

/** A page of a list, after a cursor, or before one. */
export function pageOf(all, { after, before, limit }, defaultLimit) {
  const end = before ? all.findIndex(({ id }) => id === before) : all.length;
  const items = end < 0 ? all : all.slice(0, end);
  const start = after ? items.findIndex(({ id }) => id === after) + 1 : 0;
  const data = items.slice(start, start + Number(limit ?? defaultLimit));
  return {
    object: "list",
    data,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
    has_more: start + data.length < items.length,
  };
}

// What the API was asked by a consumer: the same two calls, whichever it is.

/** Of each call its organization, the status of its answer, and whether it was to be streamed. */
export const askedOf = (journal) =>
  journal
    .filter({ method: "POST" })
    .map(({ served, status, body }) => [served?.organization, status, body?.stream]);

/** A call for one organization, and a streamed one for another. */
export const wanted = [
  ["org-team", 200, undefined],
  ["org-personal", 200, true],
];

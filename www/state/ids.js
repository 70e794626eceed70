// Numbers that no two things of this page share, whatever was kept of an earlier visit.

let last = Date.now();

export const nextId = () => ++last;

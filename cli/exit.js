// The exit codes: what a script can make of an answer.

export const EXIT = { yes: 0, no: 1, wrongUse: 2, unknown: 3 };

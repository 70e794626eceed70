// What is behind the row of a call in the inspector.

export { sectionsOf } from "../view/call-sections.js";
export { mountProgram } from "../view/program.js";

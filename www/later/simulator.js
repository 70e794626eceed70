// The simulator, for a page that has no server behind it.

export { createSimulator } from "../../simulator/app.js";

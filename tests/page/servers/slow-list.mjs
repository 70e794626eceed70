// Gives its list of models only when it is let go.

let go;
const gone = new Promise((resolve) => (go = resolve));

export const letGo = () => go();

export default ({ path }) =>
  path === "/models" ? { json: { data: [{ id: "late-model" }] }, after: gone } : undefined;

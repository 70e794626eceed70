// Has 400 models, one without an id, and some that cannot chat.

const entry = (id) => ({ id, object: "model" });

const data = [
  { object: "model" },
  entry("text-embedding-3-large"),
  ...Array.from({ length: 400 }, (_, number) => entry(`vendor/model-${number}`)),
  null,
  entry("whisper-1"),
];

export default ({ path }) => (path === "/models" ? { json: { object: "list", data } } : undefined);

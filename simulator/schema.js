// A value that fits a JSON schema, for answers in a wanted format.

const values = {
  object: objectOf,
  array: (schema, text) => [exampleOf(schema.items ?? {}, text)],
  string: (schema, text) => text.slice(0, schema.maxLength ?? 60) || "text",
  integer: (schema) => Math.ceil(schema.minimum ?? 1),
  number: (schema) => schema.minimum ?? 1.5,
  boolean: () => true,
  null: () => null,
};

/**
 * @param {any} schema
 * @param {string} text  what strings are made of
 */
export function exampleOf(schema, text) {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const variant = schema.anyOf?.[0] ?? schema.oneOf?.[0];
  if (variant) return exampleOf(variant, text);
  const type = [schema.type].flat()[0] ?? (schema.properties ? "object" : "string");
  return values[type](schema, text);
}

function objectOf(schema, text) {
  const properties = Object.entries(schema.properties ?? {});
  return Object.fromEntries(properties.map(([name, each]) => [name, exampleOf(each, text)]));
}

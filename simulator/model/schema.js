// A value that fits a JSON schema, for answers in a wanted format and arguments of tools.

import { ApiError } from "../http/errors.js";

// Enough for the longest answers that are asked for, and no way to fill the memory.
const mostValues = 200_000;
const deepest = 64;

/**
 * @param {any} schema
 * @param {string} text  what strings are made of
 * @param {{ items?: number }} [wish]  how many items lists have
 */
export function exampleOf(schema, text, { items = 1 } = {}) {
  return new Example(schema, text, items).of(schema, 0);
}

const formats = {
  "date-time": "2024-08-06T12:00:00Z",
  date: "2024-08-06",
  time: "12:00:00Z",
  duration: "P1D",
  email: "someone@example.com",
  hostname: "example.com",
  ipv4: "192.0.2.1",
  ipv6: "2001:db8::1",
  uri: "https://example.com/",
  uuid: "3f2b8c1e-5a4d-4e6f-8a7b-9c0d1e2f3a4b",
};

class Example {
  #count = 0;

  constructor(root, text, items) {
    this.root = root;
    this.text = text;
    this.items = items;
  }

  of(schema, depth) {
    if (++this.#count > mostValues || depth > deepest) {
      throw new ApiError("invalid_value", {
        param: "schema",
        problem: "expected a schema whose smallest example is not endless",
      });
    }
    if (schema === null || typeof schema !== "object") return this.text;
    if (schema.const !== undefined) return schema.const;
    if (Array.isArray(schema.enum) && schema.enum.length > 0) return schema.enum[0];
    const other = this.#instead(schema, depth);
    if (other) return this.of(other, depth + 1);
    const type = [schema.type].flat()[0] ?? (schema.properties ? "object" : "string");
    return Object.hasOwn(makers, type) ? makers[type](this, schema, depth) : this.text;
  }

  /** The schema that stands behind a reference, a choice or a sum. */
  #instead(schema, depth) {
    if (typeof schema.$ref === "string") return this.#behind(schema.$ref);
    const choices = schema.anyOf ?? schema.oneOf;
    // Where a choice may end a recursion, deep down it does.
    if (Array.isArray(choices) && choices.length > 0) {
      return depth > 6 ? (choices.find((each) => isPlain(each)) ?? choices[0]) : choices[0];
    }
    if (!Array.isArray(schema.allOf)) return null;
    return Object.assign({}, ...schema.allOf.map((each) => this.#whole(each)));
  }

  #whole(schema) {
    return typeof schema?.$ref === "string" ? this.#behind(schema.$ref) : schema;
  }

  #behind(reference) {
    const steps = reference.replace(/^#\/?/, "").split("/").filter(Boolean);
    return (
      steps.reduce(
        (at, step) => at?.[step.replaceAll("~1", "/").replaceAll("~0", "~")],
        this.root,
      ) ?? {}
    );
  }
}

const isPlain = (schema) =>
  schema !== null && typeof schema === "object" && !schema.$ref && !schema.properties;

const makers = {
  object: objectOf,
  array: arrayOf,
  string: ({ text }, schema) => stringOf(schema, text),
  integer: (_, schema) => numberOf(schema, 1),
  number: (_, schema) => numberOf(schema, 1.5),
  boolean: () => true,
  null: () => null,
};

function objectOf(example, schema, depth) {
  const properties = Object.entries(schema.properties ?? {});
  return Object.fromEntries(properties.map(([name, each]) => [name, example.of(each, depth + 1)]));
}

function arrayOf(example, schema, depth) {
  const wanted = Math.max(sizeOr(schema.minItems, 0), depth > 8 ? 0 : example.items);
  const length = Math.min(wanted, sizeOr(schema.maxItems, mostValues));
  // Only the outermost list is long, or a list of lists would be longer than anybody asked for.
  const { items } = example;
  example.items = 1;
  const made = Array.from({ length: Math.min(length, mostValues) }, () =>
    example.of(schema.items ?? {}, depth + 1),
  );
  example.items = items;
  return made;
}

const sizeOr = (value, other) => (Number.isInteger(value) && value >= 0 ? value : other);

function stringOf({ format, minLength, maxLength, pattern }, text) {
  if (typeof format === "string" && Object.hasOwn(formats, format)) return formats[format];
  if (typeof pattern === "string" && /^\^?\[?\\?d/.test(pattern)) return "12345";
  const longest = sizeOr(maxLength, 60);
  const said = text.slice(0, longest) || "text".slice(0, longest);
  return said.padEnd(Math.min(sizeOr(minLength, 0), 10_000), "x");
}

const finite = (value) => (Number.isFinite(value) ? value : undefined);

function numberOf(schema, usual) {
  const step = finite(schema.multipleOf) ?? (Number.isInteger(usual) ? 1 : 0);
  const exclusive = finite(schema.exclusiveMinimum);
  const least =
    finite(schema.minimum) ?? (exclusive === undefined ? undefined : exclusive + (step || 0.5));
  const most = finite(schema.maximum) ?? finite(schema.exclusiveMaximum);
  const value = least ?? (most === undefined ? usual : Math.min(usual, most - (step || 0.5)));
  return step > 0 ? Math.ceil(value / step) * step : value;
}

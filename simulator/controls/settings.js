// What the controls and options take, and what they say to anything else.

import * as v from "valibot";
import { limitKinds } from "../accounts/rate-limits.js";

const text = v.pipe(
  v.string("a string"),
  v.minLength(1, "a string that is not empty"),
  v.maxLength(200, "at most 200 characters"),
);
const flag = v.boolean("true or false");
const count = (most) =>
  v.pipe(
    v.number("a number"),
    v.integer("a whole number"),
    v.minValue(0, "0 or more"),
    v.maxValue(most, `at most ${most}`),
  );
const amount = (most) =>
  v.pipe(v.number("a number"), v.minValue(0, "0 or more"), v.maxValue(most, `at most ${most}`));

const strict = (members, expected = "an object") => v.strictObject(members, expected);
const optionals = (members) =>
  Object.fromEntries(Object.entries(members).map(([name, each]) => [name, v.optional(each)]));

const limits = Object.fromEntries(
  Object.keys(limitKinds).map((name) => [name, count(1_000_000_000)]),
);
const named = { ...limits, name: text };

// A number in a header or in an address arrives as text.
const numeric = (schema) =>
  v.union([v.pipe(v.string(), v.decimal(), v.transform(Number), schema), schema]);
const milliseconds = numeric(amount(3_600_000));
const status = numeric(v.pipe(v.number(), v.integer(), v.minValue(200), v.maxValue(599)));

// It may become a header, which holds nothing else.
const printable = v.pipe(
  v.string("a string, a number, or true or false"),
  v.maxLength(1_000, "at most 1000 characters"),
  v.regex(/^[\x20-\x7e]*$/, "printable ASCII"),
);
const parameter = v.union(
  [printable, v.pipe(v.number(), v.finite()), v.boolean()],
  "a string of printable ASCII, a number, or true or false",
);

const match = strict(
  optionals({ path: text, method: text, organization: text, model: text }),
  "an object with path, method, organization or model",
);

const parameters = optionals({
  ms: milliseconds,
  after: numeric(count(1_000_000)),
  status,
  unit: v.picklist(Object.keys(limitKinds)),
  scope: v.picklist(["organization", "project"]),
  form: v.picklist(["data", "event", "failed"]),
  how: v.picklist(["reset"]),
});

const schemas = {
  fault: v.objectWithRest({ fault: v.string("a string"), ...parameters }, parameter, "an object"),
  rule: v.objectWithRest(
    {
      fault: v.string("a string"),
      match: v.optional(match),
      times: v.optional(v.nullable(v.pipe(count(1_000_000), v.minValue(1, "1 or more")))),
      ...parameters,
    },
    parameter,
    "an object with a fault",
  ),
  limits: strict(optionals({ model: text, ...named }), "an object with requests or tokens"),
  allLimits: v.record(text, strict(optionals(named)), "an object with limits by organization"),
  exhaust: v.objectWithRest(optionals({ model: text, for: amount(3_600_000) }), flag, "an object"),
  pace: strict({ pace: amount(1_000) }, "an object with a pace"),
  lenient: strict({ lenient: flag }, "an object with lenient"),
  options: strict(
    optionals({
      accounts: v.looseObject({}, "an object"),
      seed: v.pipe(v.number("a number"), v.finite("a number")),
      pace: amount(1_000),
      now: v.function("a function"),
      limits: v.record(text, strict(optionals(named)), "an object with limits by organization"),
      exposeAll: flag,
      lenient: flag,
      base: v.string("a string"),
    }),
  ),
};

/**
 * The value, if it is what the control takes.
 * @param {keyof typeof schemas} name
 * @param {unknown} value
 */
export function checkSetting(name, value) {
  const { success, output, issues } = v.safeParse(schemas[name], value, { abortEarly: true });
  if (success) return /** @type {any} */ (output);
  throw new TypeError(problemOf(name, issues[0]));
}

function problemOf(name, issue) {
  const subject = issue.path?.map(({ key }) => key).join(".") || name;
  if (issue.expected === "never") return `unknown setting ${subject.slice(0, 100)}`;
  if (issue.input === undefined) return `${subject.slice(0, 100)} is missing`;
  const { message, type } = issue;
  const isPlain = !message.startsWith("Invalid");
  const expected = isPlain ? message : type === "picklist" ? issue.expected : "a fitting value";
  return `${subject.slice(0, 100)} must be ${expected}, not ${kindOf(issue.input)}`;
}

function kindOf(value) {
  if (value === null || value === undefined) return `${value}`;
  if (Array.isArray(value)) return "an array";
  if (typeof value === "number") return `the number ${value}`;
  if (typeof value === "string") return `the string ${JSON.stringify(value.slice(0, 60))}`;
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

// Walks a client by reflection and calls its methods by their dotted names.

/**
 * The dotted names of every public method in the namespaces of `openai`.
 * @param {object} client
 */
export function methodNames(client) {
  return namespacesOf(client, "").flatMap(([prefix, namespace]) =>
    functionNames(namespace).map((name) => prefix + name),
  );
}

/**
 * @param {object} owner
 * @param {string} prefix
 * @returns {[string, object][]}
 */
function namespacesOf(owner, prefix) {
  return Object.entries(owner)
    .filter(([name, value]) => !name.startsWith("_") && value?._client)
    .flatMap(([name, value]) => [
      [`${prefix}${name}.`, value],
      ...namespacesOf(value, `${prefix}${name}.`),
    ]);
}

/** @param {object} namespace */
function functionNames(namespace) {
  const names = [];
  let level = Object.getPrototypeOf(namespace);
  while (level !== null && level !== Object.prototype) {
    names.push(...Object.getOwnPropertyNames(level));
    level = Object.getPrototypeOf(level);
  }
  return names.filter((name) => isPublicMethod(namespace, name));
}

/**
 * @param {Record<string, any>} namespace
 * @param {string} name
 */
function isPublicMethod(namespace, name) {
  return name !== "constructor" && !name.startsWith("_") && typeof namespace[name] === "function";
}

/**
 * The method of that dotted name, or undefined, with the object it belongs to.
 * @param {any} client
 * @param {string} name
 */
export function findMethod(client, name) {
  const steps = name.split(".");
  const method = steps.pop();
  const owner = steps.reduce((at, step) => at?.[step], client);
  return { owner, method: owner?.[method] };
}

/**
 * Calls a method; what it throws at once comes back as a rejection.
 * @param {object} client
 * @param {string} name
 * @param {unknown[]} args
 */
export async function callMethod(client, name, args) {
  const { owner, method } = findMethod(client, name);
  return await method.apply(owner, args);
}

/**
 * Whether the params of a method of `openai` may be left out: they have a default there.
 * @param {object} client
 * @param {string} name
 */
export function hasOptionalParams(client, name) {
  return /\b(?:body|query|params) = \{\}/.test(signatureOf(client, name));
}

/**
 * The names of the parameters of a method, read from its source.
 * @param {object} client
 * @param {string} name
 */
export function parameterNames(client, name) {
  const [, list] = /\(([^)]*)\)/.exec(signatureOf(client, name)) ?? [];
  return list.split(",").map((parameter) => parameter.trim().split(" ")[0]);
}

function signatureOf(client, name) {
  return String(findMethod(client, name).method).split("\n")[0];
}

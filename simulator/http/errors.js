// An answer that is an error, made from a row of the table.

import { errors } from "./error-table.js";

/** An answer that is an error of the table. */
export class ApiError extends Error {
  /**
   * @param {string} name  a name of the table
   * @param {Record<string, unknown>} [values]  for the text
   * @param {Record<string, string>} [headers]
   */
  constructor(name, values = {}, headers = {}) {
    super(name);
    this.row = errors[name];
    this.values = values;
    this.headers = headers;
  }

  get status() {
    return this.row.status;
  }

  get body() {
    const { code, type, message, param } = this.row;
    const text = (template) => (template ? fill(template, this.values) : null);
    return { error: { message: text(message), type: text(type), param: text(param), code } };
  }
}

const fill = (template, values) => template.replace(/\{(\w+)\}/g, (_, name) => `${values[name]}`);

// Files that go with a message, as either API takes them.

import { nextId } from "./ids.js";

/** The API takes no more than this in one request. */
const most = 32 * 1024 * 1024;

/**
 * @typedef {object} Attached
 * @property {number} id
 * @property {string} name
 * @property {string} type
 * @property {number} size
 * @property {string} url with the contents in it
 */

/** @param {{ type: string }} file */
export const isImage = ({ type }) => type.startsWith("image/");

/**
 * @param {File} file
 * @returns {Promise<Attached>}
 */
export async function fileFrom(file) {
  const { name, type, size } = file;
  if (size > most) throw new Error(`${name} is larger than the 32 MB that a request may have.`);
  if (size === 0) throw new Error(`${name} is empty, or a folder.`);
  return { id: nextId(), name, type, size, url: await dataURL(file) };
}

/** @returns {Promise<string>} */
function dataURL(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(new Error(`${file.name} cannot be read: is it a folder?`));
    reader.readAsDataURL(file);
  });
}

/** The parts of a message, in the words of each API. */
const parts = {
  chat: {
    text: (text) => ({ type: "text", text }),
    image: ({ url }) => ({ type: "image_url", image_url: { url } }),
    file: ({ name, url }) => ({ type: "file", file: { filename: name, file_data: url } }),
  },
  responses: {
    text: (text) => ({ type: "input_text", text }),
    image: ({ url }) => ({ type: "input_image", image_url: url }),
    file: ({ name, url }) => ({ type: "input_file", filename: name, file_data: url }),
  },
};

/**
 * Plain text, or a list of parts where files come with it.
 * @param {string} api
 * @param {string} prompt
 * @param {Attached[]} files
 */
export function contentOf(api, prompt, files) {
  if (files.length === 0) return prompt;
  const { text, image, file } = parts[api];
  return [text(prompt), ...files.map((one) => (isImage(one) ? image(one) : file(one)))];
}

// A page that lets a Web Worker ask.
const worker = new Worker(`./worker.js${location.search}`, { type: "module" });

globalThis.answers = new Promise((resolve, reject) => {
  worker.onmessage = ({ data }) => resolve(data);
  worker.onerror = ({ message }) => reject(new Error(message));
});

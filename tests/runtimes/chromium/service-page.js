// A page that lets its Service Worker ask.
const { serviceWorker } = navigator;

async function askService() {
  const controlled = new Promise((resolve) => (serviceWorker.oncontrollerchange = resolve));
  await serviceWorker.register("./service.js", { type: "module" });
  await controlled;
  return (await fetch(`./ask${location.search}`)).json();
}

globalThis.answers = askService();

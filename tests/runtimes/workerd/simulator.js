// The simulator as a Worker.
import { createSimulator } from "../../../simulator/app.js";

let simulator;

export default {
  fetch(request) {
    // No clock and no chance before the first request: workerd forbids them.
    simulator ??= createSimulator({ pace: 0 });
    return simulator.fetch(request);
  },
};

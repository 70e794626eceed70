// The simulator as a Worker.
import { createSimulator } from "../../../simulator/app.js";

const simulator = createSimulator({ pace: 0 });

export default { fetch: (request) => simulator.fetch(request) };

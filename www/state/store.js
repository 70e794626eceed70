// The state of the page in one object, and its one update, which draws at most once a frame.

/**
 * @template S
 * @param {S} state
 */
export function createStore(state) {
  /** @type {((state: S) => void)[]} */
  const views = [];
  let isDue = false;

  function draw() {
    isDue = false;
    for (const view of views) view(state);
  }

  return {
    state,
    /** @param {(state: S) => void} view draws what it shows of the state, however often it is called */
    onUpdate(view) {
      views.push(view);
    },
    /** Draws everything with the next frame. */
    update() {
      if (isDue) return;
      isDue = true;
      requestAnimationFrame(draw);
    },
  };
}

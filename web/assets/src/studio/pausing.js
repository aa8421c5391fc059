// When what is typed is saved: after a pause, and at the latest some seconds after the first letter,
// so that a browser that dies in the middle of steady typing takes little with it.
const PAUSE = 1200, LONGEST = 4000;

export function pausing() {
  let since = null;
  return {
    // How long to wait after a letter.
    wait() {
      since ??= Date.now();
      return Math.max(0, Math.min(PAUSE, since + LONGEST - Date.now()));
    },
    // It is being saved.
    over() { since = null; },
  };
}

// What is asked for again and again, while somebody looks.

import { complain } from "./notice.js";

// Calls `ask` now and `every` ms after each end, until `signal`. What the key may not read is not asked for again.
export async function poll(ask, every, signal) {
  while (!signal.aborted) {
    if (!document.hidden) {
      try {
        await ask();
      } catch (error) {
        if (signal.aborted) return;
        complain(error);
        if (error.status === 401 || error.status === 403 || error.status === 404) return;
      }
    }
    await sleep(every, signal);
  }
}

export function sleep(ms, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });
}

// What is asked for again and again, while somebody looks.

import { complain, say } from "./notice.js";

const LASTING = [401, 403, 404, 501]; // it will not be answered otherwise

// Calls `ask` now and `every` ms after each end, until `signal`. A failure is told once, and when it is over.
export async function poll(ask, every, signal) {
  let hasFailed = false;
  while (!signal.aborted) {
    if (!document.hidden) {
      try {
        await ask();
        if (hasFailed) say("The server answers again.");
        hasFailed = false;
      } catch (error) {
        if (signal.aborted) return;
        if (!hasFailed) complain(error);
        if (LASTING.includes(error.status)) return;
        hasFailed = true;
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

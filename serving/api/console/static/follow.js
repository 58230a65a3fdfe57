// The events of an agent's session: all there were, and then as they happen, over broken connections.

import { agentSessionPath, streamJson } from "./api.js";
import { complain } from "./notice.js";
import { sleep } from "./poll.js";

const AGAIN_MS = 1000;

export async function follow(id, take, signal) {
  let last = -1;
  while (!signal.aborted) {
    try {
      for await (const event of streamJson(agentSessionPath(id, "/events"), { query: { starting_after: last }, signal })) {
        last = event.sequence_number;
        take(event);
      }
    } catch (error) {
      if (signal.aborted) return;
      if (error.status !== undefined) {
        complain(error); // an answer, and not a connection that broke
        if (error.status < 500) return;
      }
    }
    await sleep(AGAIN_MS, signal);
  }
}

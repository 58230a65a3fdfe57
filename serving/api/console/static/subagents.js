// The subagents that a session has begun: each is a session, too.

import { agentSessionPath, getJson } from "./api.js";
import { badge } from "./badge.js";
import { element, show } from "./dom.js";
import { ago } from "./format.js";
import { poll } from "./poll.js";

const EVERY_MS = 3000;
const MAX = 100;

export function showSubagents(place, session, signal) {
  const parent = session["tenure:parent_session_id"];
  const list = element("div", { class: "stack" });
  place.replaceChildren(element("h3", {}, "Subagents"));
  if (parent) place.append(element("p", {}, "It is a subagent of ", link(parent), "."));
  if (!session.agent.multi_agent?.enabled) {
    if (!parent) place.append(element("p", { class: "muted" }, "Its agent has none."));
    return;
  }
  place.append(list);
  poll(
    async () => {
      const { data } = await getJson(agentSessionPath(session.id, "/subagents"), { limit: MAX }, signal);
      show(list, data, () =>
        data.length === 0 ? element("p", { class: "muted" }, "It has begun none.") : element("ul", {}, data.map(rowOf)),
      );
    },
    EVERY_MS,
    signal,
  );
}

function rowOf(subagent) {
  const task = subagent.instructions.map((part) => part.text).join("\n");
  return element("li", {}, badge(subagent.status), " ", link(subagent.id, subagent.name ?? subagent.id), ` ${ago(subagent.opened_at)}`, element("pre", { class: "text" }, task));
}

const link = (id, text = id) => element("a", { href: `#/sessions/${encodeURIComponent(id)}` }, text);

// Saved agents, and sessions that begin with one.

import { getJson, postJson } from "./api.js";
import { element, show } from "./dom.js";
import { count } from "./format.js";
import { attempt } from "./notice.js";
import { poll } from "./poll.js";

const EVERY_MS = 5000;

export function showAgents(main, signal) {
  const list = element("div", { class: "stack" });
  main.replaceChildren(element("h1", {}, "Agents"), list);
  poll(
    async () => {
      const { data } = await getJson("v1/agents", { limit: 100 }, signal);
      show(list, data, () => (data.length === 0 ? element("p", { class: "empty" }, "No agent is saved.") : data.map(cardOf)));
    },
    EVERY_MS,
    signal,
  );
}

function cardOf(agent) {
  const id = `input-${agent.id}`;
  const input = element("input", { id, required: true, "data-key": id, autocomplete: "off" });
  const form = element(
    "form",
    { class: "inline" },
    element("label", { for: id }, "Begin a session with"),
    input,
    element("button", { type: "submit" }, "Begin"),
  );
  form.addEventListener(
    "submit",
    attempt(async (event) => {
      event.preventDefault();
      const session = await postJson("v1/agents/sessions", { agent_id: agent.id, environment: { type: "none" }, input: input.value });
      location.hash = `#/sessions/${encodeURIComponent(session.id)}`;
    }),
  );
  const name = agent.name ?? agent.id;
  return element(
    "section",
    { class: "card", "aria-label": name },
    element("h3", {}, name),
    element("p", { class: "muted" }, `${agent.model}, version ${agent.version}, ${count(agent.tools.length, "tool")}`),
    agent.instructions ? element("pre", { class: "text" }, agent.instructions) : null,
    form,
  );
}

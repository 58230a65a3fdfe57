// A session of an agent: what it waits for, what it says as it says it, and what it holds besides KV.

import { agentSessionPath, postJson } from "./api.js";
import { actionsOf } from "./approvals.js";
import { badge } from "./badge.js";
import { button, element, show } from "./dom.js";
import { showEnvironment } from "./environment.js";
import { EventLog } from "./event_log.js";
import { follow } from "./follow.js";
import { count } from "./format.js";
import { showMemory } from "./memory.js";
import { attempt } from "./notice.js";
import { showSubagents } from "./subagents.js";

// `holds`: where what it holds is shown, beside its KV.
export function showAgentSession(place, holds, session, signal) {
  const status = element("div", { class: "stack" });
  const actions = element("div", { class: "stack" });
  const log = new EventLog();
  const environment = element("section", { class: "card", id: "environment" });
  const memory = element("section", { class: "card", id: "memory" });
  const subagents = element("section", { class: "card", id: "subagents" });
  place.replaceChildren(
    actions,
    element("section", { class: "card", id: "agent" }, element("h3", {}, "Agent"), status, log.items, messageForm(session.id), log.element),
  );
  holds.append(environment, memory, subagents);
  update(session);
  showEnvironment(environment, session.id, session.environment, signal);
  showMemory(memory, session, signal);
  showSubagents(subagents, session, signal);
  follow(
    session.id,
    (event) => {
      log.add(event);
      if (event.session) update(event.session);
    },
    signal,
  );

  function update(now) {
    showStatus(status, now);
    show(actions, now.required_actions, () => actionsOf(now));
  }
}

function showStatus(place, { id, agent, status, usage, error, ...session }) {
  const budget = session["tenure:budget"];
  show(place, [status, usage, error, budget, agent.version], () => [
    element(
      "p",
      {},
      badge(status),
      ` ${agent.name ?? agent.id}, ${agent.model}: `,
      `${count(usage.total_tokens, "token")}${limit(budget?.max_tokens)}, `,
      `${count(budget?.consumed_tool_calls ?? 0, "tool call")}${limit(budget?.max_tool_calls)}`,
      budget?.consumed_cost ? `, ${usd(budget.consumed_cost)}${budget.max_cost === null ? "" : ` of ${usd(budget.max_cost)}`}` : "",
    ),
    error && element("p", { class: "problem" }, typeof error === "string" ? error : error.message),
    status === "in_progress" || status === "requires_action" ? button("Cancel the turn", attempt(() => cancel(id))) : null,
  ]);
}

const usd = (number) => `${number.toPrecision(3)} USD`;
const limit = (most) => (most === null || most === undefined ? "" : ` of ${most.toLocaleString("en")}`);

function cancel(id) {
  return postJson(agentSessionPath(id, "/events"), { events: [{ type: "agent.session.input.cancel" }] });
}

function messageForm(id) {
  const text = element("textarea", { id: "agent-message", rows: 2, required: true });
  const form = element(
    "form",
    { class: "message" },
    element("label", { for: "agent-message" }, "Message to the agent"),
    text,
    element("button", { type: "submit" }, "Send"),
  );
  form.addEventListener(
    "submit",
    attempt(async (event) => {
      event.preventDefault();
      const input = [{ role: "user", content: [{ type: "input_text", text: text.value }] }];
      await postJson(agentSessionPath(id, "/events"), { events: [{ type: "agent.session.input.message", input }] });
      text.value = "";
    }),
  );
  return form;
}

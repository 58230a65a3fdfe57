// What agents wait for: calls that a person approves or refuses, and results of functions that a client runs.

import { agentSessionPath, getJson, postJson } from "./api.js";
import { button, element, show } from "./dom.js";
import { plain } from "./format.js";
import { attempt, say } from "./notice.js";
import { poll } from "./poll.js";

const EVERY_MS = 3000;
const INPUT = "agent.session.input.";
let waiting = []; // sessions that require an action
const listeners = new Set();

// For as long as somebody is logged in: how many approvals wait.
export function watchApprovals(place, signal) {
  poll(
    async () => {
      waiting = (await getJson("v1/agents/sessions", { limit: 100, status: "requires_action" }, signal)).data;
      const number = waiting.flatMap((session) => session.required_actions.filter(isApproval)).length;
      place.hidden = number === 0;
      show(place, number, () => [String(number), element("span", { class: "unseen" }, " waiting")]);
      for (const listener of listeners) listener();
    },
    EVERY_MS,
    signal,
  );
}

export function showApprovals(main, signal) {
  const list = element("div", { class: "stack" });
  main.replaceChildren(element("h1", {}, "Approvals"), list);
  const refresh = () =>
    show(
      list,
      waiting.map((session) => [session.id, session.required_actions]),
      () => (waiting.length === 0 ? element("p", { class: "empty" }, "No agent waits for anybody.") : waiting.flatMap((session) => actionsOf(session, true))),
    );
  listeners.add(refresh);
  signal.addEventListener("abort", () => listeners.delete(refresh));
  refresh();
}

const isApproval = (action) => action.type === "mcp_approval_request";

// A card for each action that a session requires.
export function actionsOf(session, isLinked = false) {
  return session.required_actions.map((action) => (isApproval(action) ? approval : result)(session, action, isLinked));
}

function approval(session, action, isLinked) {
  const { server_label, name, arguments: given } = action.request;
  const decide = (decision, done) =>
    attempt(async (event) => {
      const card = event.currentTarget.closest(".card");
      for (const one of card.querySelectorAll("button")) one.disabled = true;
      try {
        await tell(session.id, {
          type: `${INPUT}mcp_approval_request_result`,
          request_id: action.request_id,
          response: { type: "mcp_tool_call", decision },
        });
        card.remove();
        say(done);
      } catch (error) {
        for (const one of card.querySelectorAll("button")) one.disabled = false;
        throw error;
      }
    });
  const tool = `${server_label}.${name}`;
  return card(session, `Call ${tool}?`, isLinked, given, [
    button("Approve", decide("approve", `${tool} is called.`), { class: "primary", "data-key": `approve ${action.request_id}`, "aria-label": `Approve the call of ${tool}` }),
    button("Refuse", decide("deny", `${tool} is not called.`), { "data-key": `refuse ${action.request_id}`, "aria-label": `Refuse the call of ${tool}` }),
  ]);
}

function result(session, action, isLinked) {
  if (action.type !== "function_call") return card(session, `It waits for: ${action.type}`, isLinked, action, []);
  const id = `result-${action.call_id}`;
  const output = element("textarea", { id, rows: 2, "data-key": id });
  const give = attempt(async () => {
    const { turn_id, call_id } = action;
    await tell(session.id, { type: `${INPUT}tool_result`, turn_id, call_id, success: true, output: output.value });
    say(`The agent has the result of ${action.name}.`);
  });
  return card(session, `${action.name} is run by a client`, isLinked, action.arguments, [
    element("label", { for: id }, "Its result, if you are to give it"),
    output,
    button("Send the result", give),
  ]);
}

function card(session, name, isLinked, given, acts) {
  const title = plain(name);
  return element(
    "section",
    { class: "card asks", "aria-label": title },
    element("h3", {}, title),
    isLinked ? element("p", {}, element("a", { href: `#/sessions/${encodeURIComponent(session.id)}` }, session.id)) : null,
    element("pre", { class: "text" }, plain(typeof given === "string" ? given : JSON.stringify(given, null, 2))),
    element("div", { class: "actions" }, acts),
  );
}

function tell(id, event) {
  return postJson(agentSessionPath(id, "/events"), { events: [event] });
}

// One session: its KV, its history, and its agent where it has one.

import { showAgentSession } from "./agent_session.js";
import { agentSessionPath, getJson, postJson, send, sessionPath } from "./api.js";
import { badge } from "./badge.js";
import { showCold } from "./cold.js";
import { button, element, show } from "./dom.js";
import { count } from "./format.js";
import { showHistory } from "./history.js";
import { showKV } from "./kv.js";
import { attempt, say } from "./notice.js";
import { poll } from "./poll.js";
import { transcriptOf } from "./transcripts.js";

const EVERY_MS = 2000;

export async function showSession(place, signal, id) {
  const badges = element("span", { class: "badges" });
  const facts = element("p", { class: "muted" });
  const agentPlace = element("div", { class: "stack" });
  const [kv, cold, history] = ["kv", "cold", "history"].map((name) => element("section", { class: "card", id: name }));
  const holds = element("div", { class: "holds" }, kv, cold);
  place.replaceChildren(
    element("a", { class: "back", href: "#/sessions" }, "All sessions"),
    element("div", { class: "title" }, element("h2", { tabindex: -1, "data-first": true }, id), badges),
    facts,
    actionsOf(id),
    agentPlace,
    holds,
    history,
  );
  const agent = await agentSessionOf(id, signal);
  if (signal.aborted) return;
  if (agent !== null) showAgentSession(agentPlace, holds, agent, signal);
  await poll(() => refresh(), EVERY_MS, signal);

  async function refresh() {
    let state;
    try {
      state = await getJson(sessionPath(id, "/state"), {}, signal);
    } catch (error) {
      if (error.status !== 404) throw error;
      const isNew = agent !== null; // an agent that has not begun
      show(facts, isNew, () => [isNew ? "It has had no turn yet." : "There is no such session. It may have been deleted."]);
      return;
    }
    show(badges, state.state, () => [badge(state.state)]);
    show(facts, [state.num_turns, state.num_tokens, state.placement], () => [
      `${count(state.num_turns, "turn")}, ${count(state.num_tokens, "token")}` +
        (state.placement === null ? "" : `, on replica ${state.placement.replica}`),
    ]);
    showKV(kv, state);
    showCold(cold, state.last_cold);
    await showHistory(history, id, state, { hasAgent: agent !== null }, signal);
  }
}

async function agentSessionOf(id, signal) {
  if (!id.startsWith("asession_")) return null;
  try {
    return await getJson(agentSessionPath(id), {}, signal);
  } catch {
    return null; // a client's own session of such a name; or the key may not read agents, or the view was left
  }
}

function actionsOf(id) {
  const act = (text, verb, title, done) =>
    button(
      text,
      attempt(async () => {
        await postJson(sessionPath(id, `/state:${verb}`));
        say(done);
      }),
      { title },
    );
  return element(
    "div",
    { class: "actions", role: "group", "aria-label": "KV of the session" },
    transcriptOf(id) && element("a", { class: "button", href: `#/playground/${encodeURIComponent(id)}` }, "Open in the playground"),
    act("Prewarm", "prewarm", "Compute or restore its KV now", "Its KV is on the device."),
    act("Offload", "offload", "Move its KV from the device to files", "Its KV is in files."),
    act("Drop KV", "drop", "Give its KV up; the log stays", "Its KV is dropped. The next turn computes it again."),
    deleteButton(id),
  );
}

function deleteButton(id) {
  const remove = attempt(async () => {
    if (!confirm(`Delete the session ${id}, with all that was said in it?`)) return;
    const isAgent = (await agentSessionOf(id)) !== null;
    await send(isAgent ? agentSessionPath(id) : sessionPath(id), { method: "DELETE" });
    say("The session is deleted.");
    location.hash = "#/sessions";
  });
  return button("Delete", remove, { class: "danger" });
}

// The list of sessions, and beside it the one that was chosen.

import { getJson } from "./api.js";
import { badge } from "./badge.js";
import { element, show } from "./dom.js";
import { ago, bytes, count } from "./format.js";
import { poll } from "./poll.js";
import { showSession } from "./session.js";

const EVERY_MS = 3000;
const MAX = 100; // of a page

let last = null; // what the list showed, for when it is shown again

export function showSessions(main, signal, id) {
  const totals = element("p", { class: "muted", id: "totals" });
  const list = element("ul", { class: "sessions", "aria-labelledby": "sessions-title" });
  const detail = element("section", { class: "detail", "aria-label": "The session" });
  main.replaceChildren(
    element(
      "div",
      { class: id === null ? "split" : "split has-detail" },
      element("section", { class: "list" }, element("h1", { id: "sessions-title" }, "Sessions"), totals, list),
      detail,
    ),
  );
  if (id === null) detail.append(element("p", { class: "empty" }, "Choose a session to see what it holds."));
  else showSession(detail, signal, id);
  if (last !== null) showRows(list, totals, id);
  poll(
    async () => {
      const [sessions, agents] = await Promise.all([getJson("v1/sessions", { limit: MAX }, signal), readAgents(signal)]);
      last = { rows: joined(sessions.data, agents), hasMore: sessions.has_more };
      showRows(list, totals, id);
    },
    EVERY_MS,
    signal,
  );
}

function showRows(list, totals, chosen) {
  const { rows, hasMore } = last;
  const onDevice = rows.reduce((sum, row) => sum + row.bytes_resident, 0);
  const more = hasMore ? `, the ${MAX} used last` : "";
  show(totals, [rows.length, onDevice, more], () => [
    `${count(rows.length, "session")}${more}, ${bytes(onDevice)} of KV on the device`,
  ]);
  // Minutes, so that the list is not made anew each time.
  const times = rows.map((row) => ago(row.last_used_at));
  show(list, [rows, times, chosen], () =>
    rows.length === 0
      ? [element("li", { class: "empty" }, "None yet. Send a request, or try the playground.")]
      : rows.map((row, index) => rowOf(row, times[index], row.id === chosen)),
  );
}

let mayReadAgents = true;

async function readAgents(signal) {
  if (!mayReadAgents) return [];
  try {
    return (await getJson("v1/agents/sessions", { limit: MAX }, signal)).data;
  } catch (error) {
    if (error.status !== 403 && error.status !== 501) throw error;
    mayReadAgents = false; // the key's scopes do not change
    return [];
  }
}

// One that has had no turn yet is in the list of agents' sessions alone.
function joined(sessions, agents) {
  const byId = new Map(agents.map((agent) => [agent.id, agent]));
  const rows = sessions.map((session) => ({ ...session, status: byId.get(session.id)?.status }));
  const known = new Set(sessions.map((session) => session.id));
  const oldest = sessions.length < MAX ? 0 : sessions.at(-1).last_used_at;
  for (const agent of agents) {
    if (!known.has(agent.id) && agent.last_active_at >= oldest) rows.push(withoutTurn(agent));
  }
  return rows.sort((one, other) => other.last_used_at - one.last_used_at);
}

function withoutTurn(agent) {
  const nothing = { num_tokens: 0, num_blocks: 0, num_resident_blocks: 0, num_stored_blocks: 0, bytes_resident: 0 };
  return { id: agent.id, last_used_at: agent.last_active_at, state: "new", status: agent.status, ...nothing };
}

function rowOf(row, when, isChosen) {
  return element(
    "li",
    {},
    element(
      "a",
      { href: `#/sessions/${encodeURIComponent(row.id)}`, "data-key": row.id, "aria-current": isChosen && "true" },
      element("span", { class: "name" }, row.id),
      element("span", { class: "badges" }, badge(row.state), row.status && badge(row.status)),
      element("span", { class: "muted" }, `${count(row.num_tokens, "token")}, ${when}`),
      row.num_blocks > 0 ? residency(row) : null,
    ),
  );
}

// How much of a session's KV is on the device.
function residency(row) {
  const text = `${row.num_resident_blocks} of ${row.num_blocks} KV blocks on the device, ${row.num_stored_blocks} in files`;
  return element("meter", { max: row.num_blocks, value: row.num_resident_blocks, "aria-label": text, title: text });
}

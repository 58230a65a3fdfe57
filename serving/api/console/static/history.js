// What a session's branches have, item by item, and the places to fork from or to go back to.

import { getJson, postJson, sessionPath } from "./api.js";
import { button, element, show } from "./dom.js";
import { count } from "./format.js";
import { attempt, complain, say } from "./notice.js";
import { carry } from "./transcripts.js";

const MAX_SHOWN_TOKENS = 4000; // of an item whose text is asked for without a click

export async function showHistory(place, id, state, { hasAgent }, signal) {
  const heads = [state.head, state.num_tokens, state.branches.map((branch) => [branch.id, branch.num_tokens])];
  if (place.dataset.shown === JSON.stringify(heads)) return;
  const session = await getJson(sessionPath(id), { include: "token_ids" }, signal);
  place.dataset.shown = JSON.stringify(heads);
  show(place, session.branches, () => [
    element("h3", {}, "History"),
    hasAgent
      ? element("p", { class: "muted" }, "A fork of an agent's session is a plain session: its agent does not come along.")
      : null,
    element("ol", { class: "items" }, lineage(session).map((item) => itemOf(item, id, hasAgent, signal))),
    session.branches.length > 1 ? branchesOf(session, id) : null,
  ]);
}

// The items from the first one to the session's head; a branch has those only that its parent has not.
function lineage(session) {
  const byId = new Map(session.branches.map((branch) => [branch.id, branch]));
  const items = [];
  let end = Infinity;
  for (let branch = byId.get(session.head); branch !== undefined; branch = byId.get(branch.parent?.branch)) {
    const until = end;
    items.unshift(...(branch.items ?? []).filter((item) => item.seq + item.num_tokens <= until));
    end = Math.min(end, branch.parent?.seq ?? 0);
  }
  return items;
}

function itemOf(item, id, hasAgent, signal) {
  const text = element("pre", { class: "text" });
  const reveal = () => textOf(item, signal).then((said) => (text.textContent = said), complain);
  if (item.num_tokens <= MAX_SHOWN_TOKENS) reveal();
  else text.append(button(`Show ${count(item.num_tokens, "token")}`, reveal));
  const numMessages = item.index + 1;
  const name = `item ${item.index}, ${item.role ?? "text"}`;
  return element(
    "li",
    { class: item.source },
    element(
      "div",
      { class: "item-head" },
      element("strong", {}, item.role ?? "text"),
      element("span", { class: "muted" }, noteOf(item)),
      element(
        "span",
        { class: "item-acts" },
        button("Fork here", attempt(() => fork(id, item.id)), { class: "quiet", "data-key": `fork ${item.id}`, "aria-label": `Fork here: ${name}` }),
        hasAgent
          ? null
          : button("Rewind to here", attempt(() => rewind(id, item.id, numMessages)), { class: "quiet", "data-key": `rewind ${item.id}`, "aria-label": `Rewind to here: ${name}` }),
      ),
    ),
    text,
  );
}

function noteOf(item) {
  const sampled = item.num_sampled_tokens > 0 ? `, ${item.num_sampled_tokens.toLocaleString("en")} sampled` : "";
  const end = item.finish_reason && item.finish_reason !== "stop" ? `, ended by ${item.finish_reason}` : "";
  return count(item.num_tokens, "token") + sampled + end;
}

async function textOf(item, signal) {
  if (signal.aborted || item.token_ids.length === 0) return "";
  return (await postJson("detokenize", { tokens: item.token_ids })).prompt.replace(/^\n/, "");
}

async function fork(id, at) {
  const made = await postJson(sessionPath(id, "/fork"), { at });
  const [to] = made.session_ids;
  carry(id, to, made.num_messages);
  location.hash = `#/sessions/${encodeURIComponent(to)}`;
  say(`The fork ${to} has ${count(made.num_tokens, "token")} of ${id}.`);
}

async function rewind(id, to, numMessages) {
  await postJson(sessionPath(id, "/rewind"), { to });
  carry(id, id, numMessages);
  say("The session goes on from there. What was behind it is a branch that was left.");
}

function branchesOf(session, id) {
  return element(
    "details",
    { "data-key": `branches of ${id}` },
    element("summary", {}, count(session.branches.length, "branch").replace(/branchs$/, "branches")),
    element(
      "table",
      {},
      element("thead", {}, element("tr", {}, ["Branch", "Messages", "Tokens", "KV", ""].map((name) => element("th", { scope: "col" }, name)))),
      element("tbody", {}, session.branches.map((branch) => branchRow(branch, session, id))),
    ),
  );
}

function branchRow(branch, session, id) {
  const isHead = branch.id === session.head;
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, element("code", {}, branch.id.slice(0, 11)), isHead ? " head" : branch.is_superseded ? " left" : ""),
    element("td", { class: "number" }, String(branch.num_messages)),
    element("td", { class: "number" }, branch.num_tokens.toLocaleString("en")),
    element("td", {}, branch.kv?.state ?? ""),
    element("td", {}, button("Fork", attempt(() => fork(id, branch.id)), { class: "quiet", "aria-label": `Fork from branch ${branch.id}` })),
  );
}

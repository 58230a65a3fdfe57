// What agents are told by the clock, and what came of it.

import { getJson, postJson, send } from "./api.js";
import { badge } from "./badge.js";
import { button, element, show } from "./dom.js";
import { ago } from "./format.js";
import { attempt, say } from "./notice.js";
import { poll } from "./poll.js";

const EVERY_MS = 5000;
const MAX = 100;
const MAX_SHOWN = 5; // invocations of each

export function showAutomations(main, signal) {
  const list = element("div", { class: "stack" });
  main.replaceChildren(element("h1", {}, "Automations"), list);
  poll(refresh, EVERY_MS, signal);

  async function refresh() {
    const { data } = await getJson("v1/agents/automations", { limit: MAX }, signal);
    const came = await Promise.all(data.map((one) => getJson(pathOf(one.id, "/invocations"), { limit: MAX_SHOWN }, signal)));
    show(list, [data, came], () =>
      data.length === 0 ? element("p", { class: "empty" }, "No agent is told anything by the clock.") : data.map((one, index) => cardOf(one, came[index].data, refresh)),
    );
  }
}

const pathOf = (id, verb = "") => `v1/agents/automations/${encodeURIComponent(id)}${verb}`;

function cardOf(automation, invocations, refresh) {
  const { id, name, status, target, created_by: creator } = automation;
  const next = automation["tenure:next_run_at"];
  const told = target.type === "existing_session" ? target.session_id : null;
  return element(
    "section",
    { class: "card", "aria-label": name },
    element("h3", {}, name),
    element("p", {}, badge(status), ` ${whenOf(automation)}`, next ? `, next ${new Date(next * 1000).toLocaleString()}` : "", automation.pause_reason ? `, ${automation.pause_reason.replaceAll("_", " ")}` : ""),
    element("p", { class: "muted" }, told === null ? "Begins a new session." : ["Tells ", sessionLink(told), ". "], creator.type === "agent" ? "The agent made it itself." : ""),
    told !== null ? element("pre", { class: "text" }, target.instructions) : null,
    invocations.length === 0
      ? null
      : element(
          "ul",
          {},
          invocations.map((one) =>
            element("li", {}, badge(one.status), ` ${ago(one.created_at)} `, one.session_id === null ? null : sessionLink(one.session_id), one.error ? ` ${one.error.message}` : ""),
          ),
        ),
    element(
      "div",
      { class: "inline" },
      status === "completed" ? null : act(status === "paused" ? "Resume" : "Pause", () => postJson(pathOf(id, status === "paused" ? "/resume" : "/pause"))),
      act("Run now", () => postJson(pathOf(id, "/invocations"))),
      act("Delete", async () => confirm(`Delete the automation ${name}?`) && send(pathOf(id), { method: "DELETE" })),
    ),
  );

  function act(text, what) {
    const done = attempt(async () => {
      if ((await what()) === false) return;
      say(`${text}: ${name}.`);
      await refresh();
    });
    return button(text, done, { "aria-label": `${text} ${name}`, "data-key": `${text}-${id}` });
  }
}

function whenOf(automation) {
  if (automation.type === "once") return `once, ${new Date(automation.run_at * 1000).toLocaleString()}`;
  return `${automation.expression} in ${automation.timezone}`;
}

const sessionLink = (id) => element("a", { href: `#/sessions/${encodeURIComponent(id)}` }, id);

// The page: who is logged in, and which view is shown.

import { showAgents } from "./agents.js";
import { apiKey } from "./api.js";
import { showApprovals, watchApprovals } from "./approvals.js";
import { showAutomations } from "./automations.js";
import { showLogin } from "./login.js";
import { showMetrics, watchMetrics } from "./metrics.js";
import { showPlayground } from "./playground.js";
import { showSessions } from "./sessions.js";
import { showVaults } from "./vaults.js";

const VIEWS = {
  sessions: ["Sessions", showSessions],
  approvals: ["Approvals", showApprovals],
  agents: ["Agents", showAgents],
  automations: ["Automations", showAutomations],
  vaults: ["Vaults", showVaults],
  playground: ["Playground", showPlayground],
  metrics: ["Metrics", showMetrics],
};
const asksForKey = document.documentElement.dataset.keys === "yes";
const main = document.getElementById("main");
const nav = document.getElementById("nav");
const logOut = document.getElementById("log-out");
let session = null; // aborted at log-out; null: nobody is logged in
let view = null; // aborted when another one is shown

function begin() {
  session = new AbortController();
  nav.hidden = false;
  logOut.hidden = !asksForKey;
  watchApprovals(document.getElementById("num-approvals"), session.signal);
  watchMetrics(session.signal);
  route();
}

// Loads the page anew, so that nothing of who was logged in is left in it.
function end(reason, place = location.hash) {
  session.abort();
  view.abort();
  apiKey.forget();
  history.replaceState({ reason }, "", `${location.pathname}${place}`);
  location.reload();
}

function logIn() {
  document.title = "Log in - Tenure";
  const reason = history.state?.reason ?? "";
  history.replaceState(null, "");
  showLogin(main, reason, begin);
}

function route() {
  if (session === null) return;
  const [name, id] = location.hash.replace(/^#\//, "").split("/");
  const shown = Object.hasOwn(VIEWS, name) ? name : "sessions";
  const [title, showView] = VIEWS[shown];
  view?.abort();
  view = new AbortController();
  document.title = `${title} - Tenure`;
  for (const link of nav.querySelectorAll("a")) {
    if (link.hash === `#/${shown}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  showView(main, view.signal, id === undefined ? null : decodeURIComponent(id));
}

addEventListener("hashchange", () => {
  route();
  (main.querySelector("[data-first]") ?? main).focus();
});
document.addEventListener("logged-out", (event) => session !== null && end(event.detail));
logOut.addEventListener("click", () => end("", ""));
document.getElementById("skip").addEventListener("click", (event) => {
  event.preventDefault();
  main.focus();
});
if (asksForKey && apiKey.get() === null) logIn();
else begin();

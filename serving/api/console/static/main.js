// The page: who is logged in, and which view is shown.

import { showAgents } from "./agents.js";
import { apiKey } from "./api.js";
import { showApprovals, watchApprovals } from "./approvals.js";
import { showLogin } from "./login.js";
import { showMetrics, watchMetrics } from "./metrics.js";
import { showPlayground } from "./playground.js";
import { showSessions } from "./sessions.js";

const VIEWS = {
  sessions: ["Sessions", showSessions],
  approvals: ["Approvals", showApprovals],
  agents: ["Agents", showAgents],
  playground: ["Playground", showPlayground],
  metrics: ["Metrics", showMetrics],
};
const asksForKey = document.documentElement.dataset.keys === "yes";
const main = document.getElementById("main");
const nav = document.getElementById("nav");
const logOut = document.getElementById("log-out");
let session = null; // aborted at log-out
let view = null; // aborted when another one is shown

function begin() {
  session = new AbortController();
  nav.hidden = false;
  logOut.hidden = !asksForKey;
  watchApprovals(document.getElementById("num-approvals"), session.signal);
  watchMetrics(session.signal);
  route();
}

function end(reason) {
  session?.abort();
  view?.abort();
  session = view = null;
  apiKey.forget();
  nav.hidden = logOut.hidden = true;
  document.title = "Log in - Tenure";
  showLogin(main, reason, begin);
}

function route() {
  if (session === null) return;
  const [name, id] = location.hash.replace(/^#\//, "").split("/");
  const shown = name in VIEWS ? name : "sessions";
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
  main.focus({ preventScroll: true });
});
document.addEventListener("logged-out", (event) => session !== null && end(event.detail));
logOut.addEventListener("click", () => end(""));
document.getElementById("skip").addEventListener("click", (event) => {
  event.preventDefault();
  main.focus();
});
if (asksForKey && apiKey.get() === null) end("");
else begin();

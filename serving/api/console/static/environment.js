// An agent's environment: its status, its files, and what was published of them.

import { agentSessionPath, getJson, send } from "./api.js";
import { badge } from "./badge.js";
import { button, element, show } from "./dom.js";
import { bytes, count } from "./format.js";
import { attempt } from "./notice.js";
import { poll } from "./poll.js";

const EVERY_MS = 5000;
const MAX = 100;

export function showEnvironment(place, sessionId, { type, id }, signal) {
  if (type === "none") {
    place.replaceChildren(element("h3", {}, "Environment"), element("p", { class: "muted" }, "It has none."));
    return;
  }
  const path = `v1/agents/environments/${encodeURIComponent(id)}`;
  poll(
    async () => {
      const environment = await getJson(path, {}, signal);
      const files = await listed(`${path}/files`, { order: "asc" }, signal);
      const artifacts = await listed(agentSessionPath(sessionId, "/artifacts"), {}, signal);
      show(place, [environment, files, artifacts], () => [
        element("h3", {}, "Environment"),
        element("p", {}, badge(environment.status), " ", element("code", {}, id), resets(environment.reset_count)),
        environment.error && element("p", { class: "problem" }, environment.error.message),
        table("Files", files, (file) => `${path}/files/content?path=${encodeURIComponent(file.path)}`),
        table("Artifacts", artifacts, (one) => agentSessionPath(sessionId, `/artifacts/${encodeURIComponent(one.id)}/content`)),
      ]);
    },
    EVERY_MS,
    signal,
  );
}

// An environment that has not begun, or is suspended, may have no files to show.
async function listed(path, query, signal) {
  try {
    return (await getJson(path, { limit: MAX, ...query }, signal)).data;
  } catch (error) {
    if (error.status === undefined || error.status === 401) throw error;
    return [];
  }
}

const resets = (number) => (number > 0 ? `, its files were lost ${count(number, "time")}` : "");

function table(title, files, pathOf) {
  if (files.length === 0) return null;
  return element(
    "table",
    {},
    element("caption", {}, title),
    element(
      "tbody",
      {},
      files.map((file) =>
        element(
          "tr",
          {},
          element("th", { scope: "row" }, element("code", {}, file.path)),
          element("td", { class: "number" }, bytes(file.size_bytes)),
          element("td", {}, button("Save", attempt(() => save(pathOf(file), file.path)), { class: "quiet", "aria-label": `Save ${file.path}` })),
        ),
      ),
    ),
  );
}

// By hand, as a link could send no key.
async function save(path, name) {
  const url = URL.createObjectURL(await (await send(path)).blob());
  element("a", { href: url, download: name.split("/").at(-1) }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
}

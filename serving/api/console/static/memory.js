// What an agent's memory tool reaches.

import { getJson } from "./api.js";
import { element } from "./dom.js";
import { ago, count } from "./format.js";
import { complain } from "./notice.js";

const MAX = 20;

export async function showMemory(place, session, signal) {
  const tool = session.agent.tools.find((one) => one.type === "tenure:memory");
  place.replaceChildren(element("h3", {}, "Memory"));
  if (tool === undefined) {
    place.append(element("p", { class: "muted" }, "It has no memory tool."));
    return;
  }
  const query = { limit: MAX };
  for (const name of ["agent_id", "user_id"]) if (tool[name]) query[name] = tool[name];
  try {
    const { data, has_more } = await getJson("v1/memory/records", query, signal);
    place.append(
      element("p", { class: "muted" }, `${count(data.length, "record")}${has_more ? ", and more" : ""}`),
      element("ul", {}, data.map((record) => element("li", {}, record.text, " ", element("span", { class: "muted" }, ago(record.confirmed_at))))),
    );
  } catch (error) {
    complain(error);
  }
}

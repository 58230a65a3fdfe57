// Vaults, and what of their credentials is not secret.

import { getJson, send } from "./api.js";
import { button, element, show } from "./dom.js";
import { ago } from "./format.js";
import { attempt, say } from "./notice.js";
import { poll } from "./poll.js";

const EVERY_MS = 5000;
const MAX = 100;

export function showVaults(main, signal) {
  const list = element("div", { class: "stack" });
  main.replaceChildren(element("h1", {}, "Vaults"), list);
  poll(refresh, EVERY_MS, signal);

  async function refresh() {
    const { data } = await getJson("v1/vaults", { limit: MAX }, signal);
    const inside = await Promise.all(data.map((vault) => getJson(`${pathOf(vault)}/credentials`, { limit: MAX }, signal)));
    show(list, [data, inside], () =>
      data.length === 0 ? element("p", { class: "empty" }, "There is no vault.") : data.map((vault, index) => cardOf(vault, inside[index].data, refresh)),
    );
  }
}

const pathOf = (vault) => `v1/vaults/${encodeURIComponent(vault.id)}`;

function cardOf(vault, credentials, refresh) {
  const name = vault.name ?? vault.id;
  return element(
    "section",
    { class: "card", "aria-label": name },
    element("h3", {}, name),
    element("p", { class: "muted" }, element("code", {}, vault.id), `, made ${ago(vault.created_at)}`),
    credentials.length === 0 ? element("p", { class: "empty" }, "It has no credential.") : tableOf(vault, credentials, refresh),
    element("div", { class: "inline" }, remove(`the vault ${name}, with its credentials`, pathOf(vault), refresh)),
  );
}

function tableOf(vault, credentials, refresh) {
  return element(
    "table",
    {},
    element("caption", {}, "Credentials"),
    element(
      "tbody",
      {},
      credentials.map((one) =>
        element(
          "tr",
          {},
          element("th", { scope: "row" }, one.name),
          element("td", {}, one.auth.type.replaceAll("_", " ")),
          element("td", {}, element("code", {}, one.auth.mcp_server_url)),
          element("td", {}, one.auth.expires_at ? `until ${new Date(one.auth.expires_at).toLocaleString()}` : ""),
          element("td", {}, remove(`the credential ${one.name}`, `${pathOf(vault)}/credentials/${encodeURIComponent(one.id)}`, refresh)),
        ),
      ),
    ),
  );
}

function remove(what, path, refresh) {
  const act = attempt(async () => {
    if (!confirm(`Delete ${what}?`)) return;
    await send(path, { method: "DELETE" });
    say(`Deleted ${what}.`);
    await refresh();
  });
  return button("Delete", act, { class: "quiet", "aria-label": `Delete ${what}`, "data-key": path });
}

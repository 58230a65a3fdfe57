// Asks for an API key, and tries it.

import { apiKey, getJson } from "./api.js";
import { element } from "./dom.js";

export function showLogin(main, reason, then) {
  const key = element("input", { id: "key", type: "password", autocomplete: "off", required: true, "aria-describedby": "login-failed" });
  const failed = element("p", { id: "login-failed", class: "problem", role: "alert" }, reason);
  const form = element(
    "form",
    { class: "card login", "aria-labelledby": "login-title" },
    element("h1", { id: "login-title" }, "Log in"),
    element("p", { class: "muted" }, "With an API key of this server. It is kept until you close this tab."),
    element("label", { for: "key" }, "API key"),
    key,
    failed,
    element("button", { type: "submit", class: "primary" }, "Log in"),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    failed.textContent = "";
    apiKey.set(key.value.trim());
    try {
      await getJson("v1/models"); // any key may
      then();
    } catch (error) {
      apiKey.forget();
      failed.textContent = error.message;
      key.select();
    }
  });
  main.replaceChildren(form);
  key.focus();
}

// A sentence at the foot of the page: what was done, or why it was not.

import { button, element } from "./dom.js";

const place = document.getElementById("notice");

export function say(text, ...more) {
  put("said", text, more);
}

export function complain(error) {
  if (error.name !== "AbortError" && error.status !== 401) put("failed", error.message, []);
}

function put(kind, text, more) {
  const close = button("Close", () => place.replaceChildren(), { class: "quiet" });
  place.replaceChildren(element("div", { class: kind }, element("p", {}, text, " ", ...more), close));
}

// `act`, with what goes wrong told.
export function attempt(act) {
  return async (event) => {
    try {
      await act(event);
    } catch (error) {
      complain(error);
    }
  };
}

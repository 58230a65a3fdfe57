// A state, in a word.

import { element } from "./dom.js";

export function badge(word) {
  return element("span", { class: `badge ${word}` }, word.replaceAll("_", " "));
}

// Why a session's turn was cold: it found less KV than its session had.

import { element, show } from "./dom.js";
import { clock, count } from "./format.js";

const REASONS = {
  evicted: "The block pool had the KV, and gave its blocks to somebody else.",
  restarted: "The process that computed the KV has ended.",
  other_replica: "Another replica computed the KV: the session has moved.",
  expired: "Nobody used the session for its time to live, and it was deleted.",
  imported: "The session came in a file, and no process here had computed it since.",
  dropped: "The KV was dropped because somebody asked for it.",
  template: "The chat template writes the history differently now than when it was computed.",
  head: "The system messages or the tools before the conversation are others than in the turn before.",
  unknown: "This process computed the KV and no longer knows what became of it.",
};

export function showCold(place, cold) {
  show(place, cold, () => [
    element("h3", {}, "Why a turn was cold"),
    ...(cold === null ? [element("p", { class: "muted" }, "No turn has been cold.")] : explanation(cold)),
  ]);
}

export function coldSentence(cold) {
  return REASONS[cold.reason] ?? cold.reason;
}

function explanation(cold) {
  const found = `At ${clock(cold.at)}: of ${count(cold.expected_tokens, "token")} that had been computed, ${cold.cached_tokens.toLocaleString("en")} were found.`;
  return [
    element("p", {}, element("code", {}, cold.reason), " ", coldSentence(cold)),
    element("p", { class: "muted" }, found),
    cold.divergence && divergence(cold.divergence),
    cold.head && head(cold.head),
  ];
}

function divergence({ position, stored, rendered }) {
  const now = rendered === null ? "nothing" : JSON.stringify(rendered.text);
  return element("p", {}, `The first token that differs is number ${position}: it was ${JSON.stringify(stored.text)}, and is ${now}.`);
}

function head({ message, line, stored, sent }) {
  const where = message === null ? "In the tools" : `In message ${message}`;
  return element(
    "dl",
    { class: "change" },
    element("dt", {}, `${where}, line ${line}, it was`),
    element("dd", {}, element("pre", {}, stored ?? "")),
    element("dt", {}, "and is"),
    element("dd", {}, element("pre", {}, sent ?? "")),
  );
}

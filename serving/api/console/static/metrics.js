// Rates and latencies out of /metrics, over the last minutes.

import { send } from "./api.js";
import { element, show } from "./dom.js";
import { buckets, parseExposition, total } from "./exposition.js";
import { count, seconds } from "./format.js";
import { plot } from "./plot.js";
import { poll } from "./poll.js";

const EVERY_MS = 2000;
const MAX_SAMPLES = 300; // ten minutes
const TTFT = "vllm:time_to_first_token_seconds";
let samples = [];
const listeners = new Set();

// For as long as somebody is logged in, so that the plots have a past when they are looked at.
export function watchMetrics(signal) {
  samples = [];
  poll(
    async () => {
      const text = await (await send("metrics", { signal })).text();
      samples = [...samples.slice(1 - MAX_SAMPLES), sampleOf(parseExposition(text))];
      for (const listener of listeners) listener();
    },
    EVERY_MS,
    signal,
  );
}

function sampleOf(found) {
  return {
    at: performance.now() / 1000,
    generated: total(found, "vllm:generation_tokens_total"),
    computed: total(found, "vllm:prompt_tokens_by_source_total", { source: "local_compute" }),
    cached: total(found, "vllm:prefix_cache_hits_total"),
    ttftSum: total(found, `${TTFT}_sum`),
    ttftCount: total(found, `${TTFT}_count`),
    ttftBuckets: buckets(found, TTFT),
    running: total(found, "vllm:num_requests_running"),
    waiting: total(found, "vllm:num_requests_waiting"),
    kvHeld: total(found, "tenure:kv_blocks", { state: "held" }),
    kvIdle: total(found, "tenure:kv_blocks", { state: "idle" }),
  };
}

const perSecond = (name) => (now, before) => (now[name] - before[name]) / (now.at - before.at);
const PLOTS = [
  ["Generated tokens per second", perSecond("generated"), rate],
  ["Computed prompt tokens per second", perSecond("computed"), rate],
  ["Prompt tokens found in the cache per second", perSecond("cached"), rate],
  ["Time to first token, mean", (now, before) => (now.ttftSum - before.ttftSum) / (now.ttftCount - before.ttftCount), seconds],
  ["Running sequences", (now) => now.running, String],
  ["Waiting sequences", (now) => now.waiting, String],
  ["KV blocks that running sequences hold", (now) => now.kvHeld, String],
  ["KV blocks kept for sessions", (now) => now.kvIdle, String],
];

function rate(value) {
  return value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString("en");
}

export function showMetrics(main, signal) {
  const grid = element("div", { class: "plots" });
  const summary = element("p", { class: "muted" });
  main.replaceChildren(element("h1", {}, "Metrics"), summary, grid);
  const refresh = () => {
    show(summary, quantiles(), (found) => [found]);
    grid.replaceChildren(...PLOTS.map(([title, valueOf, format]) => plot(title, pointsOf(valueOf), format)));
  };
  listeners.add(refresh);
  signal.addEventListener("abort", () => listeners.delete(refresh));
  refresh();
}

// A value for each two samples that follow each other; null where there is none, or a counter began anew.
function pointsOf(valueOf) {
  return samples.slice(1).map((now, index) => {
    const value = valueOf(now, samples[index]);
    return { at: now.at, value: Number.isFinite(value) && value >= 0 ? value : null };
  });
}

// Of the requests since the page was opened, as the bounds of the histogram's buckets tell.
function quantiles() {
  if (samples.length === 0) return "Asking the server.";
  const [first, last] = [samples[0], samples.at(-1)];
  const before = new Map(first.ttftBuckets);
  const counts = last.ttftBuckets.map(([bound, number]) => [bound, number - (before.get(bound) ?? 0)]);
  const all = counts.at(-1)?.[1] ?? 0;
  if (all <= 0) return "No first token since you came. The plots begin with your visit.";
  const boundOf = (share) => counts.find(([, number]) => number >= share * all)[0];
  const said = (bound) => (bound === Infinity ? "more than the last bucket" : `at most ${seconds(bound)}`);
  return `Time to first token of ${count(all, "turn")} since you came: median ${said(boundOf(0.5))}, 95th percentile ${said(boundOf(0.95))}.`;
}
